package dev.pointsman.provider.support;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations as vendors write them: {@code 12ms}, {@code 6m0s}, {@code 1h2m3.5s}, {@code 7.66s}, {@code 2}. Total. */
final class Durations {

    private static final int LONGEST_TEXT = 32;
    private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,12})?)(ms|us|µs|ns|d|h|m|s)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,12})?");

    private Durations() {}

    /** A number without a unit is seconds. Empty for everything else than a duration that is not negative. */
    static Optional<Duration> read(@Nullable String text) {
        if (text == null || text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        if (NUMBER.matcher(trimmed).matches()) {
            return Optional.of(of(trimmed, "s"));
        }
        Matcher part = PART.matcher(trimmed);
        Duration sum = Duration.ZERO;
        int position = 0;
        while (position < trimmed.length() && part.find(position) && part.start() == position) {
            sum = sum.plus(of(part.group(1), part.group(2)));
            position = part.end();
        }
        return position > 0 && position == trimmed.length() ? Optional.of(sum) : Optional.empty();
    }

    /** A number without a unit is milliseconds. */
    static Optional<Duration> readMillis(@Nullable String text) {
        if (text == null || text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        return read(NUMBER.matcher(text.strip()).matches() ? text.strip() + "ms" : text);
    }

    private static Duration of(String number, String unit) {
        BigDecimal nanosPerUnit = BigDecimal.valueOf(
                switch (unit) {
                    case "ns" -> 1L;
                    case "us", "µs" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    default -> 86_400_000_000_000L;
                });
        BigDecimal nanos = new BigDecimal(number).multiply(nanosPerUnit);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return Duration.ofSeconds(
                parts[0].longValue(), parts[1].setScale(0, RoundingMode.DOWN).longValue());
    }
}
