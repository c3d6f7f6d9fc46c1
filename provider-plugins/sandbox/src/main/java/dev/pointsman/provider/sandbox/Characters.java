package dev.pointsman.provider.sandbox;

/** Cuts texts without breaking a character that Java stores as two. */
final class Characters {

    private Characters() {}

    /** The text's beginning, at most so long. */
    static String cut(String text, int most) {
        return text.substring(0, end(text, 0, most));
    }

    /** Where a piece of at most {@code most} characters that begins at {@code start} ends. */
    static int end(String text, int start, int most) {
        if (text.length() - start <= most) {
            return text.length();
        }
        int end = start + most;
        return end > start && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
