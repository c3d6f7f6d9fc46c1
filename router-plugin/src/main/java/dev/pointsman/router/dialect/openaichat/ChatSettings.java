package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.Settings;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which setting stands in which member. */
final class ChatSettings {

    /** Where a setting is written for a request from another dialect. {@code top_k} is some vendors' own and refused by others. */
    static final Map<Parameter, String> MEMBERS = new EnumMap<>(Map.ofEntries(
            Map.entry(Parameter.MAX_OUTPUT, "max_tokens"),
            Map.entry(Parameter.TEMPERATURE, "temperature"),
            Map.entry(Parameter.TOP_P, "top_p"),
            Map.entry(Parameter.STOP, "stop"),
            Map.entry(Parameter.SEED, "seed"),
            Map.entry(Parameter.PRESENCE_PENALTY, "presence_penalty"),
            Map.entry(Parameter.FREQUENCY_PENALTY, "frequency_penalty"),
            Map.entry(Parameter.LOGIT_BIAS, "logit_bias"),
            Map.entry(Parameter.LOGPROBS, "logprobs"),
            Map.entry(Parameter.TOP_LOGPROBS, "top_logprobs"),
            Map.entry(Parameter.CHOICES, "n"),
            Map.entry(Parameter.PARALLEL_TOOL_CALLS, "parallel_tool_calls"),
            Map.entry(Parameter.USER, "user"),
            Map.entry(Parameter.SERVICE_TIER, "service_tier"),
            Map.entry(Parameter.STREAM, "stream"),
            Map.entry(Parameter.REASONING_EFFORT, "reasoning_effort")));

    /** Where a setting may stand; the first member found counts. */
    private static final Map<String, Parameter> READ = new LinkedHashMap<>();

    static {
        READ.put("max_completion_tokens", Parameter.MAX_OUTPUT);
        MEMBERS.forEach((parameter, member) -> READ.put(member, parameter));
        READ.put("top_k", Parameter.TOP_K);
    }

    private ChatSettings() {}

    static Settings read(Members body) {
        Map<Parameter, Settings.Setting> found = new EnumMap<>(Parameter.class);
        READ.forEach((member, parameter) -> add(found, parameter, body, member));
        Members streamOptions = body.open("stream_options");
        if (streamOptions != null) {
            add(found, Parameter.STREAM_USAGE, streamOptions, "include_usage");
        }
        // OpenRouter's, beside which a reasoning_effort stays an extra.
        Members reasoning = body.open("reasoning");
        if (reasoning != null) {
            add(found, Parameter.REASONING_EFFORT, reasoning, "effort");
            add(found, Parameter.REASONING_BUDGET, reasoning, "max_tokens");
        }
        return new Settings(found);
    }

    private static void add(
            Map<Parameter, Settings.Setting> found, Parameter parameter, Members members, String member) {
        if (found.containsKey(parameter)) {
            return;
        }
        JsonNode raw = members.take(member);
        if (raw != null) {
            found.put(parameter, new Settings.Setting(members.path(member), raw, value(parameter, raw)));
        }
    }

    private static JsonNode value(Parameter parameter, JsonNode raw) {
        if (parameter == Parameter.STOP && raw.isTextual()) {
            return JsonNodeFactory.instance.arrayNode().add(raw);
        }
        return raw;
    }
}
