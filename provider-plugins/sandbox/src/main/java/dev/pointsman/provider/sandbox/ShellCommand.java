package dev.pointsman.provider.sandbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the command in "run echo hello". Only the user's own words are ever taken: an agent will really run it. */
final class ShellCommand {

    private static final Pattern SPOKEN =
            Pattern.compile("(?i)(?:^|[.!?:,;\\n]\\s*|\\b(?:please|to|you|and|then|now)\\s+)(?:run|exec|execute):?\\s+"
                    + "(?!(?:the |a |your |any |this )?tools?\\b)"
                    + "(?:(?:the |this )?(?:shell |following )?command:?\\s+)?([^\\n]+)");
    private static final Pattern NAMED = Pattern.compile("(?i)\\bcommand:?\\s+([^\\n]+)");
    private static final Pattern MARKED = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern TAIL =
            Pattern.compile("(?i)\\s+(?:with|using|via)\\s+(?:the\\s+)?\\w+(?:\\s+tool)?[.!?]?$|(?<=\\w)[.!?]$");

    private ShellCommand() {}

    /** The command, when the text tells to run one. */
    static Optional<String> in(String text) {
        Matcher spoken = SPOKEN.matcher(text);
        if (!spoken.find()) {
            return Optional.empty();
        }
        Matcher marked = MARKED.matcher(text);
        return Optional.of(marked.find() ? marked.group(1) : bare(spoken.group(1)));
    }

    /** The command, also where the text only names a tool and then a command. */
    static Optional<String> mentionedIn(String text) {
        Matcher marked = MARKED.matcher(text);
        if (marked.find() && marked.group(1).contains(" ")) {
            return Optional.of(marked.group(1));
        }
        return in(text).or(() -> {
            Matcher named = NAMED.matcher(text);
            return named.find() ? Optional.of(bare(named.group(1))) : Optional.empty();
        });
    }

    private static String bare(String command) {
        String bare = TAIL.matcher(command.strip()).replaceFirst("");
        boolean quoted = bare.length() > 1
                && "\"'".indexOf(bare.charAt(0)) >= 0
                && bare.charAt(0) == bare.charAt(bare.length() - 1)
                && bare.indexOf(bare.charAt(0), 1) == bare.length() - 1;
        return quoted ? bare.substring(1, bare.length() - 1) : withoutStrayQuote(bare);
    }

    /** Some clients put the whole prompt into quotes, and the closing one is not the command's. */
    private static String withoutStrayQuote(String command) {
        boolean stray =
                command.endsWith("\"") && command.chars().filter(c -> c == '"').count() % 2 == 1;
        return stray ? command.substring(0, command.length() - 1) : command;
    }
}
