package dev.pointsman.router.dialect.openairesponses;

import static dev.pointsman.router.dialect.openairesponses.ResponsesSpoke.RESPONSES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.ReplyFormat;
import dev.pointsman.router.dialect.RequestReader;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.Tool;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Responses request into the hub: every item of the input is a turn of its own. */
final class ResponsesRequestReader implements RequestReader {

    @Override
    public Conversation read(ModelRequest request) {
        Members body = Members.ofRequest(TreeJson.request(request.payload()), RESPONSES, "$");
        body.keep("model");
        String instructions = body.text("instructions");
        List<Block> system = instructions == null
                ? List.of()
                : List.of(new Block.Text(Source.at(RESPONSES, "$.instructions"), instructions));
        List<Turn> turns = turns(body);
        List<Tool> tools = tools(body);
        ToolChoice toolChoice = toolChoice(body);
        ReplyFormat format = format(body);
        var settings = ResponsesSettings.read(body);
        return new Conversation(
                body.source(), system, instructions != null, turns, tools, toolChoice, format, settings);
    }

    private static List<Turn> turns(Members body) {
        String plain = body.text("input");
        if (plain != null) {
            Source source = Source.at(RESPONSES, "$.input");
            return List.of(new Turn(source, Turn.Role.USER, List.of(new Block.Text(source, plain)), true));
        }
        ArrayNode items = body.list("input");
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; items != null && i < items.size(); i++) {
            turns.add(turn(items.get(i), "$.input[" + i + "]"));
        }
        return turns;
    }

    private static Turn turn(JsonNode node, String path) {
        Members item = Members.ofRequest(node, RESPONSES, path);
        String type = item.peekText("type");
        if (type == null || type.equals("message")) {
            return message(item);
        }
        return switch (type) {
            case "function_call" -> {
                Block call = ResponsesItemReader.functionCall(item);
                yield one(Turn.Role.ASSISTANT, call == null ? ResponsesItemReader.opaque(node, path) : call);
            }
            case "function_call_output" -> output(item);
            case "reasoning" -> one(Turn.Role.ASSISTANT, ResponsesItemReader.reasoning(item));
            case "item_reference" ->
                throw TreeJson.invalid(path.substring(2)
                        + ": an item that the vendor keeps cannot be translated; send the item itself.");
            default -> one(Turn.Role.ASSISTANT, ResponsesItemReader.opaque(node, path));
        };
    }

    private static Turn message(Members item) {
        String role = String.valueOf(item.peekText("role"));
        Turn.Role known = switch (role) {
            case "system" -> Turn.Role.SYSTEM;
            case "developer" -> Turn.Role.DEVELOPER;
            case "user" -> Turn.Role.USER;
            case "assistant" -> Turn.Role.ASSISTANT;
            default ->
                throw TreeJson.invalid(
                        item.path("role").substring(2) + ": \"" + role + "\" is not a role of this dialect.");
        };
        for (String name : List.of("type", "role", "id", "status")) {
            item.keep(name);
        }
        boolean plain = item.peekText("content") != null;
        List<Block> blocks = ResponsesItemReader.content(item, "content");
        return new Turn(item.source(), known, blocks, plain);
    }

    private static Turn output(Members item) {
        String id = item.text("call_id");
        boolean plain = item.peekText("output") != null;
        List<Block> content = ResponsesItemReader.content(item, "output");
        item.keep("type");
        item.keep("id");
        item.keep("status");
        return one(Turn.Role.TOOL, new Block.ToolResult(item.source(), id == null ? "" : id, content, plain, null));
    }

    private static Turn one(Turn.Role role, Block block) {
        return new Turn(Source.at(RESPONSES, block.source().path()), role, List.of(block), false);
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
        Members tool = Members.ofRequest(node, RESPONSES, path);
        String type = String.valueOf(tool.peekText("type"));
        String name = tool.peekText("name");
        if (!type.equals("function") || name == null) {
            return new Tool.Vendors(tool.source(), name == null ? type : name, node);
        }
        tool.text("name");
        tool.keep("type");
        String description = tool.text("description");
        JsonNode schema = tool.peek("parameters") instanceof ObjectNode ? tool.take("parameters") : null;
        Boolean strict = tool.flag("strict");
        return new Tool.Function(tool.source(), name, description, schema, strict);
    }

    private static @Nullable ToolChoice toolChoice(Members body) {
        JsonNode choice = body.peek("tool_choice");
        if (choice == null) {
            return null;
        }
        ToolChoice.Mode mode = switch (choice.asText()) {
            case "auto" -> ToolChoice.Mode.AUTO;
            case "none" -> ToolChoice.Mode.NONE;
            case "required" -> ToolChoice.Mode.ANY;
            default -> choice.path("type").asText().equals("function") ? ToolChoice.Mode.ONE : null;
        };
        if (mode == null) {
            return null;
        }
        body.keep("tool_choice");
        return new ToolChoice("$.tool_choice", mode, choice.path("name").textValue());
    }

    private static @Nullable ReplyFormat format(Members body) {
        Members text = body.open("text");
        Members format = text == null ? null : text.open("format");
        if (format == null) {
            return null;
        }
        ReplyFormat.Kind kind = switch (String.valueOf(format.peekText("type"))) {
            case "text" -> ReplyFormat.Kind.TEXT;
            case "json_object" -> ReplyFormat.Kind.JSON;
            case "json_schema" -> ReplyFormat.Kind.SCHEMA;
            default -> null;
        };
        if (kind == null) {
            return null;
        }
        format.text("type");
        if (kind != ReplyFormat.Kind.SCHEMA) {
            return ReplyFormat.of(format.path(), kind);
        }
        String name = format.text("name");
        String description = format.text("description");
        JsonNode schema = format.take("schema");
        return new ReplyFormat(format.path(), kind, name, description, schema, format.flag("strict"));
    }
}
