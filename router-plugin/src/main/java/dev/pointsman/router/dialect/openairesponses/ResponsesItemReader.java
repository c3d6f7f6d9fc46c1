package dev.pointsman.router.dialect.openairesponses;

import static dev.pointsman.router.dialect.openairesponses.ResponsesSpoke.RESPONSES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads items that requests and answers share: messages' parts, function calls, reasoning. */
final class ResponsesItemReader {

    private ResponsesItemReader() {}

    /** A message's content, or a function's output: a bare string or a list of parts. */
    static List<Block> content(Members owner, String member) {
        String text = owner.text(member);
        if (text != null) {
            return List.of(new Block.Text(Source.at(RESPONSES, owner.path(member)), text));
        }
        List<Block> blocks = new ArrayList<>();
        ArrayNode parts = owner.list(member);
        for (int i = 0; parts != null && i < parts.size(); i++) {
            blocks.add(part(parts.get(i), owner.path(member) + "[" + i + "]"));
        }
        return blocks;
    }

    private static Block part(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            Members part = Members.of(object, RESPONSES, path);
            part.keep("type");
            Block block = switch (String.valueOf(part.peekText("type"))) {
                case "input_text", "output_text" -> text(part, "text");
                case "refusal" -> text(part, "refusal");
                case "input_image" -> image(part);
                case "input_file" -> file(part);
                default -> null;
            };
            if (block != null) {
                return block;
            }
        }
        return new Block.Opaque(Source.at(RESPONSES, path), node);
    }

    private static @Nullable Block text(Members part, String member) {
        String text = part.text(member);
        return text == null ? null : new Block.Text(part.source(), text);
    }

    private static @Nullable Block image(Members part) {
        if ("auto".equals(part.peekText("detail"))) {
            part.keep("detail");
        }
        String url = part.text("image_url");
        if (url != null) {
            return new Block.Image(part.source(), Media.ofUrl(url));
        }
        String id = part.text("file_id");
        return id == null ? null : new Block.Image(part.source(), new Media.FileId(id));
    }

    private static @Nullable Block file(Members part) {
        String data = part.peekText("file_data");
        String url = part.peekText("file_url");
        String id = part.peekText("file_id");
        Media media = data == null ? null : Media.ofDataUrl(data).orElse(null);
        if (media != null) {
            part.text("file_data");
        } else if (data == null && url != null) {
            part.text("file_url");
            media = new Media.Url(url);
        } else if (data == null && id != null) {
            part.text("file_id");
            media = new Media.FileId(id);
        }
        if (media == null) {
            return null;
        }
        String title = part.text("filename");
        return new Block.Document(part.source(), media, title);
    }

    /** The item's own source is the caller's to make; null when it is not one that the hub has a block for. */
    static Block.@Nullable ToolCall functionCall(Members item) {
        String name = item.text("name");
        String arguments = item.text("arguments");
        String id = item.text("call_id");
        if (name == null || arguments == null) {
            return null;
        }
        item.keep("type");
        item.keep("id");
        item.keep("status");
        return new Block.ToolCall(item.source(), id == null ? "" : id, name, arguments);
    }

    /** The text that may be shown is in the summary, or, from open models, in the content. */
    static Block.Reasoning reasoning(Members item) {
        StringBuilder text = new StringBuilder();
        for (String list : List.of("summary", "content")) {
            item.node().path(list).forEach(part -> text.append(part.path("text").asText("")));
        }
        String encrypted = item.peekText("encrypted_content");
        for (String name : List.of("type", "id", "status", "summary", "content", "encrypted_content")) {
            item.keep(name);
        }
        Signature signature = encrypted == null ? null : Signature.read(encrypted);
        return new Block.Reasoning(item.source(), text.toString(), signature, text.isEmpty() && signature != null);
    }

    static Block opaque(JsonNode item, String path) {
        return new Block.Opaque(Source.at(RESPONSES, path), item);
    }
}
