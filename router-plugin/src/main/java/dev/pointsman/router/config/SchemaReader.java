package dev.pointsman.router.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers every question with what holds where nothing is written, and writes the question down as JSON Schema. A mapping or list
 * of any names has one member, named {@value #ANY}, that stands for all.
 */
final class SchemaReader extends ConfigReader {

    private static final String ANY = "*";
    private static final Map<String, Object> TEXT = Map.of("type", List.of("string", "number", "boolean"));

    private final Map<String, Object> schema;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    private SchemaReader(Map<String, Object> schema) {
        super("", Map.of(), new ArrayList<>());
        this.schema = schema;
        schema.put("type", "object");
        schema.put("properties", properties);
    }

    static SchemaReader into(Map<String, Object> schema) {
        return new SchemaReader(schema);
    }

    @Override
    boolean has(String key) {
        properties.putIfAbsent(key, Map.of());
        return true;
    }

    @Override
    @Nullable
    String text(String key) {
        properties.put(key, TEXT);
        return null;
    }

    @Override
    @Nullable
    String needed(String key, String wayOut) {
        required.add(key);
        schema.put("required", required);
        return text(key);
    }

    @Override
    @Nullable
    String reference(String key) {
        properties.put(key, pattern(Values.REFERENCE));
        return null;
    }

    @Override
    @Nullable
    String day(String key) {
        properties.put(key, pattern("\\d{4}-\\d{2}-\\d{2}"));
        return null;
    }

    @Override
    boolean flag(String key, boolean fallback) {
        properties.put(key, ordered("type", "boolean", "default", fallback));
        return fallback;
    }

    @Override
    @Nullable
    Boolean flag(String key) {
        properties.put(key, Map.of("type", "boolean"));
        return null;
    }

    @Override
    double number(String key, double fallback, double min, double max) {
        properties.put(key, number(min, max));
        return fallback;
    }

    @Override
    int count(String key, int fallback, int min) {
        properties.put(key, ordered("type", "integer", "minimum", min));
        return fallback;
    }

    @Override
    @Nullable
    Duration duration(String key) {
        properties.put(key, anyOf(pattern(Values.DURATION_FORM), Map.of("const", 0)));
        return null;
    }

    @Override
    @Nullable
    Duration durationOrNone(String key) {
        properties.put(key, anyOf(pattern(Values.DURATION_FORM), Map.of("enum", List.of(0, "none"))));
        return null;
    }

    @Override
    Duration duration(String key, Duration fallback) {
        properties.put(
                key,
                ordered("type", "string", "pattern", whole(Values.DURATION_FORM), "default", Values.plain(fallback)));
        return fallback;
    }

    @Override
    double share(String key, double fallback) {
        properties.put(key, anyOf(number(0, 1), pattern(Values.SHARE_FORM)));
        return fallback;
    }

    @Override
    ConfigReader sectionOrOff(String key) {
        Map<String, Object> section = new LinkedHashMap<>();
        properties.put(key, anyOf(Map.of("enum", List.of("off", false)), section));
        return new SchemaReader(section);
    }

    @Override
    @Nullable
    BigDecimal money(String key) {
        properties.put(key, anyOf(ordered("type", "number", "minimum", 0), pattern(Values.MONEY_FORM)));
        return null;
    }

    @Override
    double percent(String key, double fallback) {
        properties.put(key, pattern(Values.PERCENT_FORM));
        return fallback;
    }

    @Override
    List<Double> percents(String key, List<Double> fallback) {
        Map<String, Object> percent = pattern(Values.PERCENT_FORM);
        properties.put(key, anyOf(percent, ordered("type", "array", "items", percent)));
        return fallback;
    }

    @Override
    <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        List<String> words = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        properties.put(key, ordered("enum", words, "default", fallback.name().toLowerCase(Locale.ROOT)));
        return fallback;
    }

    @Override
    List<String> texts(String key) {
        properties.put(key, anyOf(TEXT, ordered("type", "array", "items", TEXT)));
        return List.of();
    }

    @Override
    Map<String, String> textMap(String key) {
        properties.put(key, mapping(TEXT));
        return Map.of();
    }

    @Override
    Map<String, Double> numbers(String key, double min, double max) {
        properties.put(key, mapping(number(min, max)));
        return Map.of();
    }

    @Override
    Map<String, Double> numberOrNumbers(String key, String name, double min, double max) {
        properties.put(key, anyOf(number(min, max), mapping(number(min, max))));
        return Map.of();
    }

    @Override
    ConfigReader section(String key) {
        Map<String, Object> section = new LinkedHashMap<>();
        properties.put(key, section);
        return new SchemaReader(section);
    }

    @Override
    Map<String, ConfigReader> sections(String key) {
        Map<String, Object> member = new LinkedHashMap<>();
        properties.put(key, mapping(member));
        return Map.of(ANY, new SchemaReader(member));
    }

    @Override
    Map<String, ConfigReader> members() {
        Map<String, Object> member = new LinkedHashMap<>();
        schema.remove("properties");
        schema.put("additionalProperties", member);
        return Map.of(ANY, new SchemaReader(member));
    }

    @Override
    List<ConfigReader> items(String key) {
        Map<String, Object> item = new LinkedHashMap<>();
        properties.put(key, ordered("type", "array", "items", item));
        return List.of(new SchemaReader(item));
    }

    @Override
    List<ConfigReader> oneOrItems(String key) {
        Map<String, Object> item = new LinkedHashMap<>();
        properties.put(key, anyOf(item, ordered("type", "array", "items", item)));
        return List.of(new SchemaReader(item));
    }

    @Override
    Map<String, List<ConfigReader>> itemLists(String key) {
        Map<String, Object> item = new LinkedHashMap<>();
        properties.put(key, mapping(ordered("type", "array", "items", item)));
        return Map.of(ANY, List.of(new SchemaReader(item)));
    }

    @Override
    void entries(String key, String what, String wayOut, Consumer<String> text, Consumer<ConfigReader> mapping) {
        properties.put(key, list(mapping));
    }

    @Override
    void entriesOrMapping(
            String key, String what, String wayOut, Consumer<String> text, Consumer<ConfigReader> mapping) {
        Map<String, Object> alone = new LinkedHashMap<>();
        mapping.accept(new SchemaReader(alone));
        properties.put(key, anyOf(alone, list(mapping)));
    }

    @Override
    void noOtherKeys() {
        schema.put("additionalProperties", false);
    }

    private static Map<String, Object> list(Consumer<ConfigReader> mapping) {
        Map<String, Object> item = new LinkedHashMap<>();
        mapping.accept(new SchemaReader(item));
        return ordered("type", "array", "items", anyOf(Map.of("type", "string"), item));
    }

    private static Map<String, Object> mapping(Map<String, Object> member) {
        return ordered("type", "object", "additionalProperties", member);
    }

    private static Map<String, Object> number(double min, double max) {
        return ordered("type", "number", "minimum", min, "maximum", max);
    }

    private static Map<String, Object> pattern(String form) {
        return ordered("type", "string", "pattern", whole(form));
    }

    private static String whole(String form) {
        return "^(?:" + form + ")$";
    }

    private static Map<String, Object> anyOf(Map<String, Object> first, Map<String, Object> second) {
        return Map.of("anyOf", List.of(first, second));
    }

    /** Pairs of a keyword and its value, in this order. */
    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            ordered.put((String) pairs[i], pairs[i + 1]);
        }
        return ordered;
    }
}
