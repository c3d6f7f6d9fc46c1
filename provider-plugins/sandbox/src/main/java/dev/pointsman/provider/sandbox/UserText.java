package dev.pointsman.provider.sandbox;

import java.util.regex.Pattern;

/**
 * Finds the user's own words in a message of an agent gateway. OpenClaw puts the time before them and a line about its runtime
 * behind them, and ends each request with a user message of its own between two marks.
 */
final class UserText {

    private static final String CONTEXT_BEGIN = "<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>";
    private static final String CONTEXT_END = "<<<END_OPENCLAW_INTERNAL_CONTEXT>>>";
    private static final Pattern TIME =
            Pattern.compile("^\\[[A-Z][a-z]{2} \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}[^\\]\\n]{0,40}\\]\\s*");
    private static final String RUNTIME = "\n\nRuntime: agent=";

    private UserText() {}

    /** The words alone, without white space around them; empty when the whole message was made by a machine. */
    static String of(String message) {
        String text = TIME.matcher(withoutContext(message).strip()).replaceFirst("");
        int runtime = text.lastIndexOf(RUNTIME);
        if (runtime >= 0 && text.indexOf('\n', runtime + RUNTIME.length()) < 0) {
            text = text.substring(0, runtime);
        }
        return text.strip();
    }

    private static String withoutContext(String message) {
        String text = message;
        for (int begin = text.indexOf(CONTEXT_BEGIN); begin >= 0; begin = text.indexOf(CONTEXT_BEGIN)) {
            int end = text.indexOf(CONTEXT_END, begin);
            String rest = end < 0 ? "" : text.substring(end + CONTEXT_END.length());
            text = text.substring(0, begin) + rest;
        }
        return text;
    }
}
