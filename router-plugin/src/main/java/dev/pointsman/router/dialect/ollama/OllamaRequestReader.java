package dev.pointsman.router.dialect.ollama;

import static dev.pointsman.router.dialect.ollama.OllamaSpoke.OLLAMA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.ReplyFormat;
import dev.pointsman.router.dialect.RequestReader;
import dev.pointsman.router.dialect.Settings;
import dev.pointsman.router.dialect.Tool;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an Ollama chat request into the hub. */
final class OllamaRequestReader implements RequestReader {

    @Override
    public Conversation read(ModelRequest request) {
        Members body = Members.ofRequest(TreeJson.request(request.payload()), OLLAMA, "$");
        body.keep("model");
        List<Turn> turns = turns(body);
        List<Tool> tools = tools(body);
        ReplyFormat format = format(body);
        Settings settings = settings(body);
        return new Conversation(body.source(), List.of(), false, turns, tools, null, format, settings);
    }

    private static List<Turn> turns(Members body) {
        ArrayNode messages = body.list("messages");
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; messages != null && i < messages.size(); i++) {
            turns.add(turn(Members.ofRequest(messages.get(i), OLLAMA, "$.messages[" + i + "]")));
        }
        return turns;
    }

    private static Turn turn(Members message) {
        String role = String.valueOf(message.peekText("role"));
        Turn.Role known = switch (role) {
            case "system" -> Turn.Role.SYSTEM;
            case "user" -> Turn.Role.USER;
            case "assistant" -> Turn.Role.ASSISTANT;
            case "tool" -> Turn.Role.TOOL;
            default ->
                throw TreeJson.invalid(
                        message.path("role").substring(2) + ": \"" + role + "\" is not a role of this dialect.");
        };
        String callId = known == Turn.Role.TOOL ? message.text("tool_call_id") : null;
        if (known == Turn.Role.TOOL) {
            message.keep("tool_name");
        }
        List<Block> blocks = OllamaMessageReader.read(message);
        if (known != Turn.Role.TOOL) {
            return new Turn(message.source(), known, blocks, true);
        }
        Block result = new Block.ToolResult(message.source(), callId == null ? "" : callId, blocks, false, null);
        return new Turn(message.source(), known, List.of(result), false);
    }

    private static List<Tool> tools(Members body) {
        ArrayNode list = body.list("tools");
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            Members tool = Members.ofRequest(list.get(i), OLLAMA, "$.tools[" + i + "]");
            tool.keep("type");
            Members function = tool.open("function");
            String name = function == null ? null : function.text("name");
            if (function == null || name == null) {
                throw TreeJson.invalid("tools[" + i + "]: a tool of this dialect is a function with a name.");
            }
            String description = function.text("description");
            JsonNode schema = function.take("parameters");
            tools.add(new Tool.Function(tool.source(), name, description, schema, null));
        }
        return tools;
    }

    /** The word json, or a schema itself. */
    static @Nullable ReplyFormat format(Members body) {
        if ("json".equals(body.peekText("format"))) {
            body.text("format");
            return ReplyFormat.of("$.format", ReplyFormat.Kind.JSON);
        }
        if (body.peek("format") instanceof ObjectNode) {
            return new ReplyFormat("$.format", ReplyFormat.Kind.SCHEMA, null, null, body.take("format"), null);
        }
        return null;
    }

    static Settings settings(Members body) {
        Map<Parameter, Settings.Setting> found = new EnumMap<>(Parameter.class);
        add(found, Parameter.STREAM, body, "stream");
        JsonNode think = body.peek("think");
        if (think != null) {
            body.take("think");
            boolean isEffort = think.isTextual();
            JsonNode value = isEffort ? think : TextNode.valueOf(think.asBoolean() ? "medium" : "none");
            found.put(Parameter.REASONING_EFFORT, new Settings.Setting("$.think", think, value));
        }
        Members options = body.open("options");
        if (options != null) {
            OllamaOptions.MEMBERS.forEach((parameter, member) -> add(found, parameter, options, member));
        }
        return new Settings(found);
    }

    private static void add(
            Map<Parameter, Settings.Setting> found, Parameter parameter, Members members, String member) {
        JsonNode raw = members.take(member);
        if (raw != null) {
            found.put(parameter, new Settings.Setting(members.path(member), raw, raw));
        }
    }
}
