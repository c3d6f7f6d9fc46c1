package dev.pointsman.provider.sandbox;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A tool the model may call.
 *
 * @param parameters what its arguments must look like
 */
record OfferedTool(String name, Schema parameters) {

    private static final Set<String> SHELL_WORDS =
            Set.of("exec", "execute", "shell", "bash", "sh", "terminal", "cmd", "command", "run", "powershell");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z]?[a-z]*");

    /** Whether its name says that it runs a command. */
    boolean runsCommands() {
        return BETWEEN_WORDS.splitAsStream(name).anyMatch(word -> SHELL_WORDS.contains(word.toLowerCase(Locale.ROOT)));
    }

    /** Whether its name could be an ordinary word of a sentence ({@code write}, {@code read}), unlike {@code get_weather}. */
    boolean isPlainWord() {
        return PLAIN_WORD.matcher(name).matches();
    }

    @Override
    public String toString() {
        return "OfferedTool[***]";
    }
}
