package dev.pointsman.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of a page, in its words: what it is redirected to and what is set before it are left out, and of a pipe or a chain each
 * command is one.
 */
record ShellLine(List<String> words) {

    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s+)#.*$");
    private static final Pattern REDIRECTION = Pattern.compile("\\s*[<>]\\s*\\S+");
    private static final Pattern CHAIN = Pattern.compile("\\s*(?:&&|\\|\\||;|\\|)\\s+");
    private static final Pattern WORD = Pattern.compile("((?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+)");
    private static final Pattern SETTING = Pattern.compile("[A-Z_]+=.*");

    static List<ShellLine> of(String script) {
        List<ShellLine> lines = new ArrayList<>();
        String whole = COMMENT.matcher(script.replace("\\\n", " ")).replaceAll("");
        for (String line : whole.lines().toList()) {
            String plain = REDIRECTION.matcher(line).replaceAll("").strip().replaceAll("^\\(|\\)$", "");
            for (String command : CHAIN.split(plain)) {
                List<String> words = words(command);
                if (!words.isEmpty()) {
                    lines.add(new ShellLine(words));
                }
            }
        }
        return lines;
    }

    String command() {
        return words.getFirst();
    }

    List<String> arguments() {
        return words.subList(1, words.size());
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            if (!words.isEmpty() || !SETTING.matcher(word.group()).matches()) {
                words.add(word.group().replaceAll("['\"]", ""));
            }
        }
        return words;
    }
}
