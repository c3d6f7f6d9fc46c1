package dev.pointsman.api.host;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A key or token. Prints as {@code ***}; checked when made, so that no client library meets, and quotes, a broken one. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * White space around it is trimmed, as files and environments add line ends.
     *
     * @throws IllegalArgumentException when it is empty or has anything but visible ASCII characters; the message does not
     *     quote it
     */
    public static Secret of(String value) {
        String trimmed = value.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("the secret is empty");
        }
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (c < 0x21 || c > 0x7e) {
                throw new IllegalArgumentException(
                        "the secret has a character at position " + i + " that is not visible ASCII");
            }
        }
        return new Secret(trimmed);
    }

    /** The value itself, for the one header or signature it is meant for. */
    public String reveal() {
        return value;
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
