package dev.pointsman.router.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the scalars of one mapping of the tree and knows its path. What is wrong is noted and replaced by the fallback, so that
 * reading goes on and all problems come out together. For one thread.
 */
class ScalarReader {

    private final String path;
    private final Map<String, Object> values;
    private final List<SettingsProblem> problems;
    private final Set<String> known = new LinkedHashSet<>();

    ScalarReader(String path, Map<String, Object> values, List<SettingsProblem> problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    List<SettingsProblem> problems() {
        return problems;
    }

    Map<String, Object> values() {
        return values;
    }

    boolean has(String key) {
        known.add(key);
        return values.get(key) != null;
    }

    @Nullable
    Object value(String key) {
        known.add(key);
        return values.get(key);
    }

    /** Notes a problem of one member; an empty key means this mapping itself. */
    void problem(String key, String message, String wayOut) {
        problems.add(new SettingsProblem(at(key), message, wayOut));
    }

    @Nullable
    String text(String key) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            String text = value.toString().strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        problem(key, "needs a text", "write " + key + ": …");
        return null;
    }

    /** A text that must be there. */
    @Nullable
    String needed(String key, String wayOut) {
        String text = text(key);
        if (text == null && value(key) == null) {
            problem(key, "is missing", wayOut);
        }
        return text;
    }

    /** A reference to a secret. What stands there is never repeated: it may be the secret itself. */
    @Nullable
    String reference(String key) {
        Object value = value(key);
        if (value == null || value instanceof Map) {
            return null;
        }
        if (Values.isReference(value.toString())) {
            return value.toString();
        }
        problem(
                key,
                "is not a reference to a secret",
                "write ${env:NAME} or ${file:/run/secrets/name}, never the secret itself");
        return null;
    }

    /** A day, ISO 8601. */
    @Nullable
    String day(String key) {
        String text = text(key);
        if (text != null && !Values.isDay(text)) {
            problem(key, "is no day", "write for example 2026-11-30");
            return null;
        }
        return text;
    }

    boolean flag(String key, boolean fallback) {
        Boolean value = flag(key);
        return value == null ? fallback : value;
    }

    @Nullable
    Boolean flag(String key) {
        Object value = value(key);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        problem(key, "is neither true nor false", "write " + key + ": true");
        return null;
    }

    /** A number between two bounds, both inclusive. */
    double number(String key, double fallback, double min, double max) {
        Object value = value(key);
        if (value == null) {
            return fallback;
        }
        Double number = value instanceof Number n ? Double.valueOf(n.doubleValue()) : Values.number(value.toString());
        if (number != null && number >= min && number <= max) {
            return number;
        }
        problem(key, "is not a number from " + Values.plain(min) + " to " + Values.plain(max), "write a number");
        return fallback;
    }

    /** A share of a whole: {@code 5%}, or a number from 0 to 1. */
    double share(String key, double fallback) {
        Object value = value(key);
        if (value == null) {
            return fallback;
        }
        Double share = Values.share(value.toString());
        if (share != null && share >= 0 && share <= 1) {
            return share;
        }
        problem(key, "is not a share from 0 to 100%", "write for example 5%");
        return fallback;
    }

    /** A whole number of at least {@code min}. */
    int count(String key, int fallback, int min) {
        Object value = value(key);
        if (value == null) {
            return fallback;
        }
        Double number = value instanceof Number n ? Double.valueOf(n.doubleValue()) : Values.number(value.toString());
        if (number != null && number >= min && number <= Integer.MAX_VALUE && number == Math.rint(number)) {
            return number.intValue();
        }
        problem(key, "is not a whole number of at least " + min, "write a whole number");
        return fallback;
    }

    /** {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1h}, {@code 30d}. */
    @Nullable
    Duration duration(String key) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        Duration duration = Values.duration(value.toString());
        if (duration == null) {
            problem(key, "is not a duration", "write for example 500ms, 2s, 1m, 1h or 30d");
        }
        return duration;
    }

    /** A duration, or {@code none} for zero. */
    @Nullable
    Duration durationOrNone(String key) {
        return "none".equals(value(key)) ? Duration.ZERO : duration(key);
    }

    Duration duration(String key, Duration fallback) {
        Duration duration = duration(key);
        return duration == null ? fallback : duration;
    }

    /** {@code 500 USD} or a plain number. */
    @Nullable
    BigDecimal money(String key) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        BigDecimal money = Values.money(value.toString());
        if (money == null) {
            problem(key, "is not an amount of money in USD, zero or more", "write for example 500 USD");
        }
        return money;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        String text = text(key);
        if (text == null) {
            return fallback;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        List<String> words = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        problem(key, "knows no \"" + text + "\"", DidYouMean.among(words, text));
        return fallback;
    }

    /** A list of texts, or one text alone. */
    List<String> texts(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            String text = text(key);
            return text == null ? List.of() : List.of(text);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            if (item instanceof Map
                    || item instanceof List
                    || item == null
                    || item.toString().isBlank()) {
                problem(key + "[" + i + "]", "needs a text", "write a name or a pattern");
            } else {
                texts.add(item.toString().strip());
            }
        }
        return texts;
    }

    /** Call last: every member that nobody asked for is a problem. */
    void noOtherKeys() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problem(key, "is not a key known here", DidYouMean.among(known, key));
            }
        }
    }

    /** The path of a member; an empty key means this mapping itself. */
    String at(String key) {
        if (path.isEmpty() || key.isEmpty()) {
            return path + key;
        }
        return path + "." + key;
    }
}
