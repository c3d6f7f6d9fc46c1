package dev.pointsman.router.dialect.ollama;

import static dev.pointsman.router.dialect.ollama.OllamaSpoke.OLLAMA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;

/** The blocks of one message of a request or an answer: thinking, content, images, tool calls. */
final class OllamaMessageReader {

    /** Images come without a media type; servers tell it from the bytes. */
    private static final String IMAGE = "image/png";

    private OllamaMessageReader() {}

    static List<Block> read(Members message) {
        message.keep("role");
        List<Block> blocks = new ArrayList<>();
        String thinking = message.peekText("thinking");
        if (thinking != null && !thinking.isEmpty()) {
            message.text("thinking");
            blocks.add(new Block.Reasoning(Source.at(OLLAMA, message.path("thinking")), thinking, null, false));
        }
        String content = message.peekText("content");
        if (content != null) {
            message.text("content");
            blocks.add(new Block.Text(Source.at(OLLAMA, message.path("content")), content));
        }
        ArrayNode images = message.list("images");
        for (int i = 0; images != null && i < images.size(); i++) {
            Source source = Source.at(OLLAMA, message.path("images[" + i + "]"));
            String base64 = images.get(i).asText();
            blocks.add(new Block.Image(source, new Media.Bytes(mediaType(base64), base64)));
        }
        ArrayNode calls = message.list("tool_calls");
        for (int i = 0; calls != null && i < calls.size(); i++) {
            blocks.add(toolCall(calls.get(i), message.path("tool_calls[" + i + "]")));
        }
        return blocks;
    }

    /** The first characters of base64 are the format's signature. */
    static String mediaType(String base64) {
        if (base64.startsWith("/9j/")) {
            return "image/jpeg";
        }
        if (base64.startsWith("R0lGOD")) {
            return "image/gif";
        }
        return base64.startsWith("UklGR") ? "image/webp" : IMAGE;
    }

    private static Block toolCall(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            Members call = Members.of(object, OLLAMA, path);
            Members function = call.open("function");
            String name = function == null ? null : function.text("name");
            if (function != null && name != null) {
                call.keep("type");
                function.keep("index");
                String id = call.text("id");
                JsonNode arguments = function.take("arguments");
                return new Block.ToolCall(
                        call.source(), id == null ? "" : id, name, arguments == null ? "" : TreeJson.text(arguments));
            }
        }
        return new Block.Opaque(Source.at(OLLAMA, path), node);
    }
}
