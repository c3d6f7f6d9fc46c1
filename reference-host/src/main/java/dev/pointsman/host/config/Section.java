package dev.pointsman.host.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the members of one mapping, collects what is wrong with them, and at the end tells which keys nobody asked for. */
final class Section {

    private final String path;
    private final Map<?, ?> values;
    private final List<SettingsProblem> problems;
    private final TreeSet<String> known = new TreeSet<>();

    Section(String path, Map<?, ?> values, List<SettingsProblem> problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    Optional<String> text(String key) {
        return take(key).flatMap(value -> {
            if (value instanceof String text && !text.isBlank()) {
                return Optional.of(text);
            }
            problem(key, "must be text", "write for example " + key + ": \"…\"");
            return Optional.empty();
        });
    }

    boolean flag(String key, boolean otherwise) {
        return take(key)
                .map(value -> {
                    if (value instanceof Boolean flag) {
                        return flag;
                    }
                    problem(key, "must be true or false", "write " + key + ": " + !otherwise);
                    return otherwise;
                })
                .orElse(otherwise);
    }

    int count(String key, int otherwise, int least, int most) {
        return take(key)
                .map(value -> {
                    if (value instanceof Integer count && count >= least && count <= most) {
                        return count;
                    }
                    problem(key, "must be a whole number from " + least + " to " + most, "the default is " + otherwise);
                    return otherwise;
                })
                .orElse(otherwise);
    }

    double share(String key, double otherwise) {
        return take(key)
                .map(value -> {
                    if (value instanceof Number share && share.doubleValue() >= 0 && share.doubleValue() <= 1) {
                        return share.doubleValue();
                    }
                    problem(key, "must be a number from 0 to 1", "the default is " + otherwise);
                    return otherwise;
                })
                .orElse(otherwise);
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        take(key).ifPresent(value -> {
            if (!(value instanceof List<?> list)) {
                problem(key, "must be a list", "write " + key + ": [\"…\"]");
                return;
            }
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof String text && !text.isBlank()) {
                    texts.add(text);
                } else {
                    problem(key + "[" + i + "]", "must be text", "quote it");
                }
            }
        });
        return List.copyOf(texts);
    }

    Optional<ListenAddress> address(String key) {
        return take(key).flatMap(value -> {
            try {
                return Optional.of(ListenAddress.parse(value.toString()));
            } catch (IllegalArgumentException e) {
                problem(
                        key,
                        Objects.requireNonNullElse(e.getMessage(), "is not host:port"),
                        "write for example \"127.0.0.1:8484\"");
                return Optional.empty();
            }
        });
    }

    Optional<Section> section(String key) {
        return take(key).flatMap(value -> {
            if (value instanceof Map<?, ?> map) {
                return Optional.of(new Section(at(key), map, problems));
            }
            problem(key, "must be a mapping", "indent its members below it");
            return Optional.empty();
        });
    }

    /** A mapping; a text alone stands for one with just this member. */
    Optional<Section> section(String key, String shorthand) {
        return take(key).flatMap(value -> {
            if (value instanceof Map<?, ?> map) {
                return Optional.of(new Section(at(key), map, problems));
            }
            if (value instanceof String) {
                return Optional.of(new Section(at(key), Map.of(shorthand, value), problems));
            }
            problem(key, "must be text or a mapping", "write for example " + key + ": \"…\"");
            return Optional.empty();
        });
    }

    /** One of some words. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return take(key)
                .map(value -> {
                    // YAML reads a bare off as false.
                    String word = Boolean.FALSE.equals(value) ? "off" : value.toString();
                    for (E choice : type.getEnumConstants()) {
                        if (choice.name().toLowerCase(Locale.ROOT).equals(word)) {
                            return choice;
                        }
                    }
                    List<String> words = Stream.of(type.getEnumConstants())
                            .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                            .toList();
                    problem(
                            key,
                            "must be one of " + String.join(", ", words),
                            "the default is " + otherwise.name().toLowerCase(Locale.ROOT));
                    return otherwise;
                })
                .orElse(otherwise);
    }

    /** Adds a problem of a member. */
    void problem(String key, String message, String wayOut) {
        problems.add(new SettingsProblem(at(key), message, wayOut));
    }

    /** To be called last: every key that was not asked for is a mistake. */
    void end() {
        for (Object key : values.keySet()) {
            String name = key.toString();
            if (!known.contains(name)) {
                String wayOut = Words.nearest(name, known)
                        .map(word -> "did you mean \"" + word + "\"?")
                        .orElse("known are " + String.join(", ", known));
                problem(name, "is not a setting", wayOut);
            }
        }
    }

    private Optional<Object> take(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    private String at(String key) {
        return path + "." + key;
    }
}
