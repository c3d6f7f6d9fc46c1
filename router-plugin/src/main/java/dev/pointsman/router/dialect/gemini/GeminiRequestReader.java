package dev.pointsman.router.dialect.gemini;

import static dev.pointsman.router.dialect.gemini.GeminiSpoke.GEMINI;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.ReplyFormat;
import dev.pointsman.router.dialect.RequestReader;
import dev.pointsman.router.dialect.Settings;
import dev.pointsman.router.dialect.Tool;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a generateContent request into the hub. Whether it streams is told by the path, not by the body. */
final class GeminiRequestReader implements RequestReader {

    @Override
    public Conversation read(ModelRequest request) {
        Members body = Members.ofRequest(TreeJson.request(request.payload()), GEMINI, "$");
        body.keep("model");
        List<Block> system = system(body);
        List<Turn> turns = turns(body);
        List<Tool> tools = tools(body);
        ToolChoice toolChoice = toolChoice(GeminiNames.open(body, "toolConfig"));
        Members config = GeminiNames.open(body, "generationConfig");
        ReplyFormat format = config == null ? null : format(config);
        if (config != null) {
            modalities(config);
        }
        Settings settings = GeminiSettings.read(config);
        return new Conversation(body.source(), system, false, turns, tools, toolChoice, format, settings);
    }

    private static List<Block> system(Members body) {
        String name = GeminiNames.in(body, "systemInstruction");
        Members instruction = body.open(name);
        if (instruction == null) {
            return List.of();
        }
        instruction.keep("role");
        instruction.keep("parts");
        return GeminiPartReader.ofRequest(instruction.node().path("parts"), instruction.path("parts"));
    }

    private static List<Turn> turns(Members body) {
        JsonNode contents = body.take("contents");
        if (contents == null || contents.isEmpty()) {
            throw TreeJson.invalid("contents must be a list with at least one item.");
        }
        if (contents.isObject()) {
            return List.of(turn(contents, "$.contents"));
        }
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            turns.add(turn(contents.get(i), "$.contents[" + i + "]"));
        }
        return turns;
    }

    private static Turn turn(JsonNode node, String path) {
        Members content = Members.ofRequest(node, GEMINI, path);
        content.keep("role");
        boolean plain = node.path("parts").isObject();
        List<Block> blocks = GeminiPartReader.ofRequest(node.path("parts"), path + ".parts");
        content.take("parts");
        String role = String.valueOf(content.peekText("role"));
        return new Turn(content.source(), role.equals("model") ? Turn.Role.ASSISTANT : Turn.Role.USER, blocks, plain);
    }

    private static List<Tool> tools(Members body) {
        List<Tool> tools = new ArrayList<>();
        ArrayNode list = body.list("tools");
        body.keep("tools");
        for (int i = 0; list != null && i < list.size(); i++) {
            String path = "$.tools[" + i + "]";
            for (Map.Entry<String, JsonNode> kind :
                    Members.ofRequest(list.get(i), GEMINI, path).node().properties()) {
                boolean functions = GeminiNames.snake(kind.getKey()).equals("function_declarations");
                if (functions) {
                    functions(kind.getValue(), path + "." + kind.getKey(), tools);
                } else {
                    Members vendors = Members.of((ObjectNode) list.get(i), GEMINI, path + "." + kind.getKey());
                    tools.add(new Tool.Vendors(vendors.source(), kind.getKey(), kind.getValue()));
                }
            }
        }
        return tools;
    }

    private static void functions(JsonNode list, String path, List<Tool> tools) {
        for (int i = 0; i < list.size(); i++) {
            Members function = Members.ofRequest(list.get(i), GEMINI, path + "[" + i + "]");
            String name = GeminiNames.kept(function, "name");
            if (name == null) {
                throw TreeJson.invalid(path.substring(2) + "[" + i + "]: a function must have a name.");
            }
            String description = GeminiNames.kept(function, "description");
            JsonNode subset = function.peek("parameters");
            String full = GeminiNames.in(function, "parametersJsonSchema");
            JsonNode schema = function.peek(full);
            function.keep(full);
            if (schema == null && subset != null) {
                function.keep("parameters");
                schema = GeminiSchema.toJsonSchema(subset);
            }
            tools.add(new Tool.Function(function.source(), name, description, schema, null));
        }
    }

    private static @Nullable ToolChoice toolChoice(@Nullable Members config) {
        Members calling = config == null ? null : GeminiNames.open(config, "functionCallingConfig");
        if (calling == null) {
            return null;
        }
        ToolChoice.Mode mode = switch (String.valueOf(calling.peekText("mode"))) {
            case "AUTO" -> ToolChoice.Mode.AUTO;
            case "NONE" -> ToolChoice.Mode.NONE;
            case "ANY" -> ToolChoice.Mode.ANY;
            default -> null;
        };
        if (mode == null) {
            return null;
        }
        calling.keep("mode");
        String spelled = GeminiNames.in(calling, "allowedFunctionNames");
        JsonNode allowed = calling.node().path(spelled);
        if (mode != ToolChoice.Mode.ANY || allowed.size() != 1) {
            // Several names at once are an extra, and so a loss elsewhere.
            return new ToolChoice(calling.path("mode"), mode, null);
        }
        calling.keep(spelled);
        return new ToolChoice(
                calling.path("mode"), ToolChoice.Mode.ONE, allowed.get(0).asText());
    }

    private static @Nullable ReplyFormat format(Members config) {
        String type = GeminiNames.kept(config, "responseMimeType");
        String full = GeminiNames.in(config, "responseJsonSchema");
        String subset = GeminiNames.in(config, "responseSchema");
        if (config.peek(full) != null) {
            config.keep(full);
            return schema(config.path(full), config.peek(full));
        }
        JsonNode written = config.peek(subset);
        if (written != null) {
            config.keep(subset);
            return schema(config.path(subset), GeminiSchema.toJsonSchema(written));
        }
        if (!"application/json".equals(type)) {
            return null;
        }
        return ReplyFormat.of(config.path(GeminiNames.in(config, "responseMimeType")), ReplyFormat.Kind.JSON);
    }

    private static ReplyFormat schema(String path, @Nullable JsonNode schema) {
        return new ReplyFormat(path, ReplyFormat.Kind.SCHEMA, null, null, schema, null);
    }

    /** Text is what every model answers; an image cannot be asked for elsewhere. */
    private static void modalities(Members config) {
        String spelled = GeminiNames.in(config, "responseModalities");
        JsonNode wanted = config.node().path(spelled);
        if (wanted.size() == 1 && wanted.get(0).asText().equalsIgnoreCase("TEXT")) {
            config.keep(spelled);
        }
    }
}
