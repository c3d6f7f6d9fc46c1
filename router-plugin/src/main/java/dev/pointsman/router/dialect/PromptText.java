package dev.pointsman.router.dialect;

import java.util.Objects;

/** A piece of a prompt, for the classifier. Its {@code toString} says nothing but the length. */
public final class PromptText {

    private static final PromptText EMPTY = new PromptText("");

    private final String text;

    private PromptText(String text) {
        this.text = text;
    }

    public static PromptText of(String text) {
        return new PromptText(Objects.requireNonNull(text, "text"));
    }

    public static PromptText empty() {
        return EMPTY;
    }

    /** For reading; must not go into a log, a label, a decision or an exception. */
    public String reveal() {
        return text;
    }

    public int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return "PromptText[" + text.length() + " characters]";
    }
}
