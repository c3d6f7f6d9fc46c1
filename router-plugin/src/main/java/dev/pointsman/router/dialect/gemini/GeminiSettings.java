package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.Settings;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which setting stands in which member of {@code generationConfig}. */
final class GeminiSettings {

    static final Map<Parameter, String> MEMBERS = new EnumMap<>(Map.of(
            Parameter.MAX_OUTPUT, "maxOutputTokens",
            Parameter.TEMPERATURE, "temperature",
            Parameter.TOP_P, "topP",
            Parameter.TOP_K, "topK",
            Parameter.STOP, "stopSequences",
            Parameter.SEED, "seed",
            Parameter.CHOICES, "candidateCount",
            Parameter.PRESENCE_PENALTY, "presencePenalty",
            Parameter.FREQUENCY_PENALTY, "frequencyPenalty"));

    private GeminiSettings() {}

    static Settings read(@Nullable Members config) {
        Map<Parameter, Settings.Setting> found = new EnumMap<>(Parameter.class);
        if (config == null) {
            return new Settings(found);
        }
        MEMBERS.forEach((parameter, member) -> add(found, parameter, config, member));
        add(found, Parameter.LOGPROBS, config, "responseLogprobs");
        add(found, Parameter.TOP_LOGPROBS, config, "logprobs");
        Members thinking = GeminiNames.open(config, "thinkingConfig");
        if (thinking != null) {
            thinking(found, thinking);
        }
        return new Settings(found);
    }

    private static void add(Map<Parameter, Settings.Setting> found, Parameter parameter, Members members, String name) {
        String spelled = GeminiNames.in(members, name);
        JsonNode raw = members.take(spelled);
        if (raw != null) {
            found.put(parameter, new Settings.Setting(members.path(spelled), raw, raw));
        }
    }

    /** A budget of 0 switches thinking off, -1 leaves it to the model. What is thought is shown where asked for. */
    private static void thinking(Map<Parameter, Settings.Setting> found, Members thinking) {
        String budget = GeminiNames.in(thinking, "thinkingBudget");
        JsonNode tokens = thinking.take(budget);
        if (tokens != null) {
            String path = thinking.path(budget);
            if (tokens.asInt() > 0) {
                found.put(Parameter.REASONING_BUDGET, new Settings.Setting(path, tokens, tokens));
            } else {
                word(found, path, tokens, tokens.asInt() == 0 ? "none" : "medium");
            }
        }
        String level = GeminiNames.in(thinking, "thinkingLevel");
        JsonNode word = tokens == null ? thinking.take(level) : null;
        if (word != null) {
            word(found, thinking.path(level), word, word.asText().toLowerCase(Locale.ROOT));
        }
        String shown = GeminiNames.in(thinking, "includeThoughts");
        boolean off = tokens != null && tokens.asInt() == 0;
        if (!off && thinking.node().path(shown).asBoolean()) {
            JsonNode raw = thinking.take(shown);
            if (raw != null) {
                Settings.Setting setting = new Settings.Setting(thinking.path(shown), raw, TextNode.valueOf("enabled"));
                found.put(Parameter.REASONING_MODE, setting);
            }
        } else {
            thinking.keep(shown);
        }
    }

    private static void word(Map<Parameter, Settings.Setting> found, String path, JsonNode raw, String effort) {
        found.put(Parameter.REASONING_EFFORT, new Settings.Setting(path, raw, TextNode.valueOf(effort)));
    }
}
