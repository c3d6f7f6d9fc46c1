package dev.pointsman.router.dialect.anthropic;

import static dev.pointsman.router.dialect.anthropic.MessagesSpoke.MESSAGES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.ModelRequest;
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

/** Reads an Anthropic messages request into the hub. */
final class MessagesRequestReader implements RequestReader {

    @Override
    public Conversation read(ModelRequest request) {
        Members body = Members.ofRequest(TreeJson.request(request.payload()), MESSAGES, "$");
        body.keep("model");
        MessagesBlockReader.Content system = MessagesBlockReader.content(body, "system");
        List<Turn> turns = turns(body);
        List<Tool> tools = tools(body);
        ToolChoice toolChoice = toolChoice(body);
        ReplyFormat format = format(body);
        var settings = MessagesSettings.read(body);
        return new Conversation(
                body.source(), system.blocks(), system.plain(), turns, tools, toolChoice, format, settings);
    }

    private static List<Turn> turns(Members body) {
        ArrayNode messages = body.list("messages");
        if (messages == null) {
            throw TreeJson.invalid("messages must be a list with at least one message.");
        }
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Members message = Members.ofRequest(messages.get(i), MESSAGES, "$.messages[" + i + "]");
            Turn.Role role = role(message);
            message.keep("role");
            MessagesBlockReader.Content content = MessagesBlockReader.content(message, "content");
            turns.add(new Turn(message.source(), role, content.blocks(), content.plain()));
        }
        return turns;
    }

    private static Turn.Role role(Members message) {
        String role = String.valueOf(message.peekText("role"));
        return switch (role) {
            case "user" -> Turn.Role.USER;
            case "assistant" -> Turn.Role.ASSISTANT;
            // Clients send it in the middle of a conversation since 2.1.154 of Claude Code.
            case "system" -> Turn.Role.SYSTEM;
            default ->
                throw TreeJson.invalid(
                        message.path("role").substring(2) + ": \"" + role + "\" is not a role of this dialect.");
        };
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
        Members tool = Members.ofRequest(node, MESSAGES, path);
        String type = tool.peekText("type");
        String name = tool.peekText("name");
        if (name == null || (type != null && !type.equals("custom"))) {
            return new Tool.Vendors(tool.source(), name == null ? String.valueOf(type) : name, node);
        }
        tool.text("name");
        tool.keep("type");
        String description = tool.text("description");
        JsonNode schema = tool.peek("input_schema") instanceof ObjectNode ? tool.take("input_schema") : null;
        Boolean strict = tool.flag("strict");
        return new Tool.Function(tool.source(), name, description, schema, strict);
    }

    private static @Nullable ToolChoice toolChoice(Members body) {
        Members choice = body.open("tool_choice");
        if (choice == null) {
            return null;
        }
        ToolChoice.Mode mode = switch (String.valueOf(choice.peekText("type"))) {
            case "auto" -> ToolChoice.Mode.AUTO;
            case "none" -> ToolChoice.Mode.NONE;
            case "any" -> ToolChoice.Mode.ANY;
            case "tool" -> ToolChoice.Mode.ONE;
            default -> null;
        };
        if (mode == null) {
            return null;
        }
        choice.text("type");
        return new ToolChoice("$.tool_choice", mode, choice.text("name"));
    }

    /** {@code output_config.format}; before that it was {@code output_format}. */
    private static @Nullable ReplyFormat format(Members body) {
        Members config = body.open("output_config");
        Members format = config == null ? null : config.open("format");
        if (format == null) {
            format = body.open("output_format");
        }
        if (format == null || !"json_schema".equals(format.peekText("type"))) {
            return null;
        }
        format.text("type");
        return new ReplyFormat(format.path(), ReplyFormat.Kind.SCHEMA, null, null, format.take("schema"), null);
    }
}
