package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that a request has, each with the path it came from. Immutable. */
public final class Settings {

    /**
     * @param path where it stands in the source, member names only: {@code $.reasoning.effort}
     * @param raw as the source wrote it
     * @param value in the hub's meaning
     */
    public record Setting(String path, JsonNode raw, JsonNode value) {

        /**
         * The elements of a value that is to be a list.
         *
         * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when it is an object, which has none
         */
        public List<JsonNode> elements() {
            if (value.isObject()) {
                throw TreeJson.invalid(path + " is an object where a list is expected.");
            }
            List<JsonNode> elements = new ArrayList<>();
            value.forEach(elements::add);
            return elements;
        }

        @Override
        public String toString() {
            return "Setting[" + path + "]";
        }
    }

    private final Map<Parameter, Setting> all;

    public Settings(Map<Parameter, Setting> all) {
        EnumMap<Parameter, Setting> copy = new EnumMap<>(Parameter.class);
        copy.putAll(all);
        this.all = Collections.unmodifiableMap(copy);
    }

    public Map<Parameter, Setting> all() {
        return all;
    }

    public Optional<Setting> find(Parameter parameter) {
        return Optional.ofNullable(all.get(parameter));
    }

    public Optional<String> word(Parameter parameter) {
        return find(parameter).map(Setting::value).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    public Optional<Integer> number(Parameter parameter) {
        return find(parameter)
                .map(Setting::value)
                .filter(value -> value.isNumber() && value.canConvertToInt())
                .map(JsonNode::intValue);
    }

    public boolean isTrue(Parameter parameter) {
        return find(parameter).map(setting -> setting.value().asBoolean()).orElse(false);
    }

    /** The same with a number set down to a limit, where it is above it. */
    public Settings atMost(Parameter parameter, int limit) {
        Setting setting = all.get(parameter);
        if (setting == null || number(parameter).filter(value -> value > limit).isEmpty()) {
            return this;
        }
        JsonNode lowered = IntNode.valueOf(limit);
        EnumMap<Parameter, Setting> changed = new EnumMap<>(all);
        changed.put(parameter, new Setting(setting.path(), lowered, lowered));
        return new Settings(changed);
    }

    /** The same with a number that is at most this, also where there was none or one that limits nothing. */
    public Settings capped(Parameter parameter, int cap) {
        if (number(parameter).filter(value -> value > 0 && value <= cap).isPresent()) {
            return this;
        }
        String path = find(parameter).map(Setting::path).orElse("$.max_tokens");
        JsonNode value = IntNode.valueOf(cap);
        Map<Parameter, Setting> changed = new EnumMap<>(Parameter.class);
        changed.putAll(all);
        changed.put(parameter, new Setting(path, value, value));
        return new Settings(changed);
    }

    /** Writes every setting back where it stood. */
    public void restore(ObjectNode body) {
        for (Setting setting : all.values()) {
            List<String> names = List.of(setting.path().substring("$.".length()).split("\\."));
            ObjectNode parent = body;
            for (String name : names.subList(0, names.size() - 1)) {
                parent = parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
            }
            parent.set(names.getLast(), setting.raw());
        }
    }

    @Override
    public String toString() {
        return "Settings" + all.keySet();
    }
}
