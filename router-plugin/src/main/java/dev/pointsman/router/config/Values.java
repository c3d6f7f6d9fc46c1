package dev.pointsman.router.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Scalars as people write them; null when a text is none. */
final class Values {

    /** {@code 500ms}; a plain zero is a duration too. */
    static final String DURATION_FORM = "(\\d{1,9})\\s*(ms|s|m|h|d)";

    /** {@code 500 USD}; a plain number is an amount too. */
    static final String MONEY_FORM = "\\$?\\s*(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(?:USD)?";

    /** {@code 80%}. */
    static final String PERCENT_FORM = "(\\d{1,3}(?:\\.\\d{1,3})?)\\s*%";

    private static final Pattern DURATION = Pattern.compile(DURATION_FORM);
    private static final Pattern MONEY = Pattern.compile(MONEY_FORM);
    private static final Pattern PERCENT = Pattern.compile(PERCENT_FORM);

    /** {@code 5%}; a plain number from 0 to 1 is a share too. */
    static final String SHARE_FORM = "\\d{1,3}(?:\\.\\d{1,6})?\\s*%";

    /** A reference to a secret: {@code ${env:NAME}}. */
    static final String REFERENCE = "\\$\\{[a-z][a-z0-9-]*:[^}]+\\}";

    private Values() {}

    static boolean isReference(String text) {
        return text.matches(REFERENCE);
    }

    static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

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

    /** As people write it: {@code 2s}, {@code 500ms}. */
    static String plain(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    static @Nullable BigDecimal money(String text) {
        String plain = text.strip();
        if (plain.matches("\\d+(?:\\.\\d+)?[eE]-?\\d{1,2}")) {
            return new BigDecimal(plain);
        }
        Matcher matcher = MONEY.matcher(plain);
        return matcher.matches() ? new BigDecimal(matcher.group(1)) : null;
    }

    static @Nullable Double percent(String text) {
        Matcher matcher = PERCENT.matcher(text.strip());
        return matcher.matches() ? Double.valueOf(matcher.group(1)) : null;
    }

    static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code 5%} or {@code 0.05}. */
    static @Nullable Double share(String text) {
        String plain = text.strip();
        if (!plain.endsWith("%")) {
            return number(plain);
        }
        Double hundredths = number(plain.substring(0, plain.length() - 1));
        return hundredths == null ? null : Double.valueOf(hundredths / 100);
    }

    /** {@code 1} rather than {@code 1.0}. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
