package dev.pointsman.hostkit.plugins;

/** Words for what a plugin's own code threw: its type and message on one line, bounded. */
final class Failures {

    private static final int MOST_CHARACTERS = 300;

    private Failures() {}

    static String describe(Throwable failure) {
        String message = failure.getMessage();
        String text = failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return oneLine(text);
    }

    /** A text from a jar's manifest. */
    static String quote(String text) {
        return '"' + oneLine(text) + '"';
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }
}
