package dev.pointsman.router.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one mapping of the tree and knows its path. What is wrong is noted and replaced by the fallback, so that reading goes
 * on and all problems come out together. For one thread.
 */
class ConfigReader {

    private final String path;
    private final Map<String, Object> values;
    private final List<SettingsProblem> problems;
    private final Set<String> known = new LinkedHashSet<>();

    ConfigReader(String path, Map<String, Object> values, List<SettingsProblem> problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    static ConfigReader root(Map<String, Object> tree) {
        return new ConfigReader("", tree, new ArrayList<>());
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

    /** A mapping of texts. */
    Map<String, String> textMap(String key) {
        ConfigReader section = section(key);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : section.values.keySet()) {
            String text = section.text(name);
            if (text != null) {
                texts.put(name, text);
            }
        }
        return texts;
    }

    /** A mapping of numbers between two bounds, both inclusive. */
    Map<String, Double> numbers(String key, double min, double max) {
        ConfigReader section = section(key);
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String name : section.values.keySet()) {
            numbers.put(name, section.number(name, 0, min, max));
        }
        return numbers;
    }

    /** One number, told under the given name, or a mapping of numbers. */
    Map<String, Double> numberOrNumbers(String key, String name, double min, double max) {
        if (value(key) instanceof Map) {
            return numbers(key, min, max);
        }
        return has(key) ? Map.of(name, number(key, 0, min, max)) : Map.of();
    }

    /** A mapping of this mapping; one without members when it is absent. */
    ConfigReader section(String key) {
        Object value = value(key);
        return value == null ? new ConfigReader(at(key), Map.of(), problems) : child(key, value);
    }

    /** Every member of a mapping of mappings, in order. */
    Map<String, ConfigReader> sections(String key) {
        return section(key).members();
    }

    /** Every member of this mapping, each of them a mapping too. */
    Map<String, ConfigReader> members() {
        Map<String, ConfigReader> members = new LinkedHashMap<>();
        for (String name : values.keySet()) {
            members.put(name, section(name));
        }
        return members;
    }

    /** Every item of a list, each as a mapping. */
    List<ConfigReader> items(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            problem(key, "needs a list", "write - before each entry");
            return List.of();
        }
        List<ConfigReader> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            items.add(child(key + "[" + i + "]", item == null ? Map.of() : item));
        }
        return items;
    }

    /** A mapping whose every member is a list of mappings. */
    Map<String, List<ConfigReader>> itemLists(String key) {
        ConfigReader section = section(key);
        Map<String, List<ConfigReader>> lists = new LinkedHashMap<>();
        for (String name : section.values.keySet()) {
            lists.put(name, section.items(name));
        }
        return lists;
    }

    /**
     * A list whose items are texts or mappings.
     *
     * @param what an item is, for the message about one that is neither
     */
    void entries(String key, String what, String wayOut, Consumer<String> text, Consumer<ConfigReader> mapping) {
        Object value = value(key);
        if (value == null) {
            return;
        }
        if (!(value instanceof List<?> list)) {
            problem(key, "needs a list", "write " + key + ": […]");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            String item = key + "[" + i + "]";
            if (list.get(i) instanceof Map<?, ?> map) {
                mapping.accept(child(item, map));
            } else if (list.get(i) instanceof String one && !one.isBlank()) {
                text.accept(one.strip());
            } else {
                problem(item, "is no " + what, wayOut);
            }
        }
    }

    /** As {@link #entries}; or, in place of the list, one mapping alone. */
    void entriesOrMapping(
            String key, String what, String wayOut, Consumer<String> text, Consumer<ConfigReader> mapping) {
        if (value(key) instanceof List) {
            entries(key, what, wayOut, text, mapping);
        } else {
            mapping.accept(section(key));
        }
    }

    /** Call last: every member that nobody asked for is a problem. */
    void noOtherKeys() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problem(key, "is not a key known here", DidYouMean.among(known, key));
            }
        }
    }

    private ConfigReader child(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new ConfigReader(at(key), texted(map), problems);
        }
        problem(key, "needs a mapping", "write key: value pairs");
        return new ConfigReader(at(key), Map.of(), problems);
    }

    private static Map<String, Object> texted(Map<?, ?> map) {
        return map.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()),
                        entry -> (Object) entry.getValue(),
                        (first, second) -> second,
                        LinkedHashMap::new));
    }

    private String at(String key) {
        if (path.isEmpty() || key.isEmpty()) {
            return path + key;
        }
        return path + "." + key;
    }
}
