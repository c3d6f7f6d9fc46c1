package dev.pointsman.router.dialect.openaichat;

import static dev.pointsman.router.dialect.openaichat.ChatSpoke.CHAT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.ReplyFormat;
import dev.pointsman.router.dialect.RequestReader;
import dev.pointsman.router.dialect.Tool;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a chat completions request into the hub. */
final class ChatRequestReader implements RequestReader {

    @Override
    public Conversation read(ModelRequest request) {
        Members body = Members.ofRequest(TreeJson.request(request.payload()), CHAT, "$");
        if (body.list("functions") != null) {
            throw TreeJson.invalid("functions: the old form of tools cannot be translated; send them as tools.");
        }
        body.keep("model");
        List<Turn> turns = turns(body);
        List<Tool> tools = tools(body);
        ToolChoice toolChoice = toolChoice(body);
        ReplyFormat format = format(body);
        var settings = ChatSettings.read(body);
        return new Conversation(body.source(), List.of(), false, turns, tools, toolChoice, format, settings);
    }

    private static List<Turn> turns(Members body) {
        ArrayNode messages = body.list("messages");
        if (messages == null) {
            throw TreeJson.invalid("messages must be a list with at least one message.");
        }
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            turns.add(turn(Members.ofRequest(messages.get(i), CHAT, "$.messages[" + i + "]")));
        }
        return turns;
    }

    private static Turn turn(Members message) {
        Turn.Role role = role(message);
        message.keep("role");
        if (role == Turn.Role.TOOL) {
            return toolResult(message);
        }
        ChatMessageReader.Content content = ChatMessageReader.read(message);
        return new Turn(message.source(), role, content.blocks(), content.plain());
    }

    private static Turn.Role role(Members message) {
        String role = String.valueOf(message.peekText("role"));
        return switch (role) {
            case "system" -> Turn.Role.SYSTEM;
            case "developer" -> Turn.Role.DEVELOPER;
            case "user" -> Turn.Role.USER;
            case "assistant" -> Turn.Role.ASSISTANT;
            case "tool" -> Turn.Role.TOOL;
            default ->
                throw TreeJson.invalid(message.path("role").substring(2) + ": a message of the role \"" + role
                        + "\" cannot be translated to another dialect.");
        };
    }

    private static Turn toolResult(Members message) {
        String callId = message.text("tool_call_id");
        ChatMessageReader.Content content = ChatMessageReader.read(message);
        Block result = new Block.ToolResult(
                message.source(), callId == null ? "" : callId, content.blocks(), content.plain(), null);
        return new Turn(message.source(), Turn.Role.TOOL, List.of(result), content.plain());
    }

    private static List<Tool> tools(Members body) {
        ArrayNode list = body.list("tools");
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            tools.add(tool(list.get(i), "$.tools[" + i + "]"));
        }
        return tools;
    }

    private static Tool tool(JsonNode node, String path) {
        Members tool = Members.ofRequest(node, CHAT, path);
        String type = tool.peekText("type");
        Members function = tool.open("function");
        String name = function == null ? null : function.text("name");
        if (function == null || name == null || (type != null && !type.equals("function"))) {
            String own = node.path(String.valueOf(type)).path("name").asText(String.valueOf(type));
            return new Tool.Vendors(tool.source(), own, node);
        }
        tool.keep("type");
        String description = function.text("description");
        JsonNode schema = function.peek("parameters") instanceof ObjectNode ? function.take("parameters") : null;
        Boolean strict = function.flag("strict");
        return new Tool.Function(tool.source(), name, description, schema, strict);
    }

    private static @Nullable ToolChoice toolChoice(Members body) {
        String word = body.peekText("tool_choice");
        ToolChoice.Mode mode = switch (String.valueOf(word)) {
            case "auto" -> ToolChoice.Mode.AUTO;
            case "none" -> ToolChoice.Mode.NONE;
            case "required", "any" -> ToolChoice.Mode.ANY;
            default -> null;
        };
        String name =
                body.node().path("tool_choice").path("function").path("name").textValue();
        if (mode == null && name == null) {
            return null;
        }
        body.keep("tool_choice");
        return new ToolChoice("$.tool_choice", mode == null ? ToolChoice.Mode.ONE : mode, name);
    }

    private static @Nullable ReplyFormat format(Members body) {
        Members format = body.open("response_format");
        if (format == null) {
            return null;
        }
        String type = String.valueOf(format.peekText("type"));
        switch (type) {
            case "text", "json_object" -> {
                format.text("type");
                ReplyFormat.Kind kind = type.equals("text") ? ReplyFormat.Kind.TEXT : ReplyFormat.Kind.JSON;
                return ReplyFormat.of(format.path(), kind);
            }
            case "json_schema" -> {
                Members schema = format.open("json_schema");
                if (schema == null) {
                    return null;
                }
                format.text("type");
                return new ReplyFormat(
                        format.path(),
                        ReplyFormat.Kind.SCHEMA,
                        schema.text("name"),
                        schema.text("description"),
                        schema.take("schema"),
                        schema.flag("strict"));
            }
            default -> {
                return null;
            }
        }
    }
}
