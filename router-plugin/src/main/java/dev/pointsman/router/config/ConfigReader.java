package dev.pointsman.router.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one mapping of the tree with what lies in it: the sections, lists and mappings that hold the scalars. For one thread. */
class ConfigReader extends ScalarReader {

    ConfigReader(String path, Map<String, Object> values, List<SettingsProblem> problems) {
        super(path, values, problems);
    }

    static ConfigReader root(Map<String, Object> tree) {
        return new ConfigReader("", tree, new ArrayList<>());
    }

    /** A mapping of texts. */
    Map<String, String> textMap(String key) {
        ConfigReader section = section(key);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : section.values().keySet()) {
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
        for (String name : section.values().keySet()) {
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
        return value == null ? new ConfigReader(at(key), Map.of(), problems()) : child(key, value);
    }

    /** A mapping of this mapping; null when it is absent, or says {@code off} or {@code false}, which is what YAML makes of it. */
    @Nullable
    ConfigReader sectionOrOff(String key) {
        Object value = value(key);
        return value == null || value.equals("off") || value.equals(false) ? null : child(key, value);
    }

    /** Every member of a mapping of mappings, in order. */
    Map<String, ConfigReader> sections(String key) {
        return section(key).members();
    }

    /** Every member of this mapping, each of them a mapping too. */
    Map<String, ConfigReader> members() {
        Map<String, ConfigReader> members = new LinkedHashMap<>();
        for (String name : values().keySet()) {
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

    /** One mapping alone, or a list of them. */
    List<ConfigReader> oneOrItems(String key) {
        if (value(key) instanceof Map) {
            return List.of(section(key));
        }
        return items(key);
    }

    /** A mapping whose every member is a list of mappings. */
    Map<String, List<ConfigReader>> itemLists(String key) {
        ConfigReader section = section(key);
        Map<String, List<ConfigReader>> lists = new LinkedHashMap<>();
        for (String name : section.values().keySet()) {
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

    private ConfigReader child(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new ConfigReader(at(key), texted(map), problems());
        }
        problem(key, "needs a mapping", "write key: value pairs");
        return new ConfigReader(at(key), Map.of(), problems());
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
    /** {@code 1%}, up to a hundred; what comes back is the number before the sign. */
    double percent(String key, double fallback) {
        String text = text(key);
        if (text == null) {
            return fallback;
        }
        Double percent = percent(key, text);
        return percent == null ? fallback : percent;
    }

    /** A list of them. */
    List<Double> percents(String key, List<Double> fallback) {
        if (!has(key)) {
            return fallback;
        }
        List<Double> percents = new ArrayList<>();
        for (String text : texts(key)) {
            Double percent = percent(key, text);
            if (percent != null) {
                percents.add(percent);
            }
        }
        return percents;
    }

    private @Nullable Double percent(String key, String text) {
        Double percent = Values.percent(text);
        if (percent != null && percent <= 100) {
            return percent;
        }
        problem(key, "\"" + text + "\" is no percentage from 0% to 100%", "write for example 80%");
        return null;
    }
}
