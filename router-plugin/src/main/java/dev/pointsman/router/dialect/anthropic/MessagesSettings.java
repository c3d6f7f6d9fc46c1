package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.Settings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which setting stands in which member. */
final class MessagesSettings {

    private static final Map<String, Parameter> READ = Map.of(
            "max_tokens", Parameter.MAX_OUTPUT,
            "temperature", Parameter.TEMPERATURE,
            "top_p", Parameter.TOP_P,
            "top_k", Parameter.TOP_K,
            "stop_sequences", Parameter.STOP,
            "service_tier", Parameter.SERVICE_TIER,
            "stream", Parameter.STREAM);

    private MessagesSettings() {}

    static Settings read(Members body) {
        Map<Parameter, Settings.Setting> found = new EnumMap<>(Parameter.class);
        READ.forEach((member, parameter) -> add(found, parameter, body, member));
        add(found, Parameter.USER, body.open("metadata"), "user_id");
        add(found, Parameter.REASONING_EFFORT, body.open("output_config"), "effort");
        Members thinking = body.open("thinking");
        add(found, Parameter.REASONING_MODE, thinking, "type");
        add(found, Parameter.REASONING_BUDGET, thinking, "budget_tokens");
        add(found, Parameter.PARALLEL_TOOL_CALLS, body.open("tool_choice"), "disable_parallel_tool_use");
        return new Settings(found);
    }

    private static void add(
            Map<Parameter, Settings.Setting> found, Parameter parameter, @Nullable Members members, String member) {
        JsonNode raw = members == null ? null : members.take(member);
        if (members != null && raw != null) {
            found.put(parameter, new Settings.Setting(members.path(member), raw, value(parameter, raw)));
        }
    }

    private static JsonNode value(Parameter parameter, JsonNode raw) {
        return switch (parameter) {
            case PARALLEL_TOOL_CALLS -> BooleanNode.valueOf(!raw.asBoolean());
            case SERVICE_TIER -> raw.asText().equals("standard_only") ? TextNode.valueOf("default") : raw;
            default -> raw;
        };
    }

    /** OpenAI's word for a tier in ours; empty where we have none. */
    static Optional<String> serviceTier(String word) {
        return switch (word) {
            case "auto" -> Optional.of("auto");
            case "default" -> Optional.of("standard_only");
            default -> Optional.empty();
        };
    }
}
