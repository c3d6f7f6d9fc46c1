package dev.pointsman.router.dialect.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.Settings;
import java.util.EnumMap;
import java.util.Map;

/** Which setting stands in which member. */
final class ResponsesSettings {

    /** Top-level members, both ways. There is no stop, seed, penalty or count of answers. */
    static final Map<Parameter, String> MEMBERS = new EnumMap<>(Map.of(
            Parameter.MAX_OUTPUT, "max_output_tokens",
            Parameter.TEMPERATURE, "temperature",
            Parameter.TOP_P, "top_p",
            Parameter.PARALLEL_TOOL_CALLS, "parallel_tool_calls",
            Parameter.USER, "user",
            Parameter.SERVICE_TIER, "service_tier"));

    private ResponsesSettings() {}

    static Settings read(Members body) {
        Map<Parameter, Settings.Setting> found = new EnumMap<>(Parameter.class);
        MEMBERS.forEach((parameter, member) -> add(found, parameter, body, member));
        add(found, Parameter.STREAM, body, "stream");
        Members reasoning = body.open("reasoning");
        if (reasoning != null) {
            add(found, Parameter.REASONING_EFFORT, reasoning, "effort");
            // How a summary is to be worded is said in the same member that asks for one.
            reasoning.keep("summary");
        }
        defaults(body);
        return new Settings(found);
    }

    /** What asks for that which other dialects do anyway. */
    private static void defaults(Members body) {
        for (String name : new String[] {"store", "background"}) {
            if (!body.node().path(name).asBoolean(true)) {
                body.keep(name);
            }
        }
        if ("disabled".equals(body.peekText("truncation"))) {
            body.keep("truncation");
        }
        JsonNode include = body.node().path("include");
        if (include.size() == 1 && include.path(0).asText().equals("reasoning.encrypted_content")) {
            body.keep("include");
        }
    }

    private static void add(
            Map<Parameter, Settings.Setting> found, Parameter parameter, Members members, String member) {
        JsonNode raw = members.take(member);
        if (raw != null) {
            found.put(parameter, new Settings.Setting(members.path(member), raw, raw));
        }
    }
}
