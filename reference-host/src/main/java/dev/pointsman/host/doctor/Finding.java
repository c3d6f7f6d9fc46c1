package dev.pointsman.host.doctor;

import java.util.Objects;

/**
 * One line of {@code doctor}.
 *
 * @param subject what was looked at
 * @param message what was found
 * @param wayOut what to do; empty when nothing
 */
public record Finding(Level level, String subject, String message, String wayOut) {

    /** How bad it is. */
    public enum Level {
        OK,
        WARN,
        FAIL
    }

    public Finding {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(wayOut, "wayOut");
    }

    public static Finding ok(String subject, String message) {
        return new Finding(Level.OK, subject, message, "");
    }

    public static Finding warn(String subject, String message, String wayOut) {
        return new Finding(Level.WARN, subject, message, wayOut);
    }

    public static Finding fail(String subject, String message, String wayOut) {
        return new Finding(Level.FAIL, subject, message, wayOut);
    }
}
