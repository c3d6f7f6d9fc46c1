package dev.pointsman.router.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Scalars as people write them; null when a text is none. */
final class Values {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern MONEY = Pattern.compile("\\$?\\s*(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(?:USD)?");

    private Values() {}

    static @Nullable Duration duration(String text) {
        if (text.strip().equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    static @Nullable BigDecimal money(String text) {
        String plain = text.strip();
        if (plain.matches("\\d+(?:\\.\\d+)?[eE]-?\\d{1,2}")) {
            return new BigDecimal(plain);
        }
        Matcher matcher = MONEY.matcher(plain);
        return matcher.matches() ? new BigDecimal(matcher.group(1)) : null;
    }

    static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code 1} rather than {@code 1.0}. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
