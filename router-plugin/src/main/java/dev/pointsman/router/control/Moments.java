package dev.pointsman.router.control;

import dev.pointsman.api.control.ControlException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads points in time as operators write them: {@code 7d} ago, the day {@code 2026-11-01}, {@code 2026-11-01T12:00:00Z}. */
final class Moments {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([mhd])");

    private final InstantSource clock;

    Moments(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Milliseconds since the epoch.
     *
     * @param name of the parameter, for the message
     * @throws ControlException 400 when it is none
     */
    long read(String name, String text) {
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            return Math.max(0, clock.millis() - length(span).toMillis());
        }
        try {
            Instant instant = text.length() == "2026-11-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            return instant.toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new ControlException(
                    400,
                    "bad_time",
                    name
                            + " is a span of time back from now such as 90m, 12h or 7d, a day such as 2026-11-01, or a time such"
                            + " as 2026-11-01T12:00:00Z");
        }
    }

    private static Duration length(Matcher span) {
        long amount = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
