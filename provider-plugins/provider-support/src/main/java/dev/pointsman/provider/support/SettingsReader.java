package dev.pointsman.provider.support;

import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.api.provider.SettingsProblem;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Binds a {@code providers:} entry to a plugin's own record and collects every mistake on the way. Members that the router
 * reads for all providers are allowed and left alone; any other member that nobody asked for is a mistake.
 *
 * <pre>{@code
 * SettingsReader reader = new SettingsReader(settings);
 * String preset = reader.text("preset").orElse("");
 * Map<String, String> headers = reader.texts("headers");
 * reader.finish();
 * }</pre>
 */
public final class SettingsReader {

    /** What the router reads of every entry. */
    private static final Set<String> SHARED = Set.of(
            "type",
            "credential",
            "credentials",
            "enabled",
            "locality",
            "models",
            "owner",
            "region",
            "retention",
            "source");

    private static final URI NOWHERE = URI.create("https://invalid.invalid");

    private final ProviderSettings settings;
    private final Map<String, Object> values;
    private final Set<String> asked = new TreeSet<>();
    private final List<SettingsProblem> problems = new ArrayList<>();

    public SettingsReader(ProviderSettings settings) {
        this.settings = settings;
        this.values = settings.values();
    }

    /** A text that is not blank; empty when the member is absent or wrong. */
    public Optional<String> text(String name) {
        asked.add(name);
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text.strip());
        }
        problem(name, "is not a text", "write " + name + ": \"…\"");
        return Optional.empty();
    }

    /** One of some words. */
    public Optional<String> word(String name, Set<String> allowed) {
        Optional<String> text = text(name);
        if (text.isPresent() && !allowed.contains(text.get())) {
            problem(
                    name,
                    "has no meaning as \"" + shown(text.get()) + "\"",
                    "write one of: " + String.join(", ", new TreeSet<>(allowed)));
            return Optional.empty();
        }
        return text;
    }

    /** A member of any shape, for what only its plugin can check. */
    public Optional<Object> value(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name));
    }

    /** A map of texts, in its order; empty when absent. */
    public Map<String, String> texts(String name) {
        asked.add(name);
        Object value = values.get(name);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            problem(name, "is not a map", "write " + name + ": {name: \"value\"}");
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((key, entry) -> {
            if (entry instanceof String || entry instanceof Number || entry instanceof Boolean) {
                texts.put(String.valueOf(key), String.valueOf(entry).strip());
            } else {
                problem(name + "." + shown(String.valueOf(key)), "is not a text", "write a text in quotes");
            }
        });
        return texts;
    }

    /**
     * The endpoint: {@code baseUrl}, or the vendor's own.
     *
     * @param vendorUrl null where only the operator can know it
     */
    public Endpoint endpoint(@Nullable URI vendorUrl) {
        Optional<String> baseUrl = text("baseUrl");
        if (baseUrl.isEmpty() && vendorUrl == null && !values.containsKey("baseUrl")) {
            problem("baseUrl", "is missing", "write for example baseUrl: https://llm.example.com/v1");
        }
        if (baseUrl.filter(url -> url.contains("?") || url.contains("#")).isPresent()) {
            problem("baseUrl", "has a query or a fragment", "end it with its path");
        }
        try {
            return settings.endpoint(vendorUrl == null ? NOWHERE : vendorUrl);
        } catch (InvalidSettingsException e) {
            problems.addAll(e.problems());
            return new Endpoint(NOWHERE, false);
        }
    }

    /** Notes a mistake; never with the value of something that may be secret. */
    public void problem(String path, String message, String wayOut) {
        problems.add(new SettingsProblem(path, message, wayOut));
    }

    /**
     * To be called after everything was asked for.
     *
     * @throws InvalidSettingsException with every mistake, also members that nobody asked for
     */
    public void finish() {
        for (String name : new TreeSet<>(values.keySet())) {
            if (!asked.contains(name) && !SHARED.contains(name)) {
                problem(name, "is not a setting of this provider", wayOut(name));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private String wayOut(String name) {
        Set<String> known = new TreeSet<>(asked);
        known.addAll(SHARED);
        for (String candidate : known) {
            if (Spelling.isNear(name, candidate)) {
                return "did you mean \"" + candidate + "\"?";
            }
        }
        return "remove it, or use one of: " + String.join(", ", known);
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
