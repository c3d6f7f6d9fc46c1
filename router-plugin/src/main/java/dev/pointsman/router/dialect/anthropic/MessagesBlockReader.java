package dev.pointsman.router.dialect.anthropic;

import static dev.pointsman.router.dialect.anthropic.MessagesSpoke.MESSAGES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads content blocks of requests and answers. */
final class MessagesBlockReader {

    private MessagesBlockReader() {}

    record Content(List<Block> blocks, boolean plain) {}

    /** Content is a bare string or a list of blocks. */
    static Content content(Members owner, String member) {
        String text = owner.text(member);
        if (text != null) {
            return new Content(List.of(new Block.Text(Source.at(MESSAGES, owner.path(member)), text)), true);
        }
        List<Block> blocks = new ArrayList<>();
        ArrayNode list = owner.list(member);
        for (int i = 0; list != null && i < list.size(); i++) {
            blocks.add(block(list.get(i), owner.path(member) + "[" + i + "]"));
        }
        return new Content(blocks, false);
    }

    private static Block block(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            Members block = Members.of(object, MESSAGES, path);
            block.keep("type");
            Block known = switch (String.valueOf(block.peekText("type"))) {
                case "text" -> text(block);
                case "image" -> image(block);
                case "document" -> document(block);
                case "tool_use" -> toolUse(block);
                case "tool_result" -> toolResult(block);
                case "thinking" -> thinking(block);
                case "redacted_thinking" -> redacted(block);
                default -> null;
            };
            if (known != null) {
                return known;
            }
        }
        return new Block.Opaque(Source.at(MESSAGES, path), node);
    }

    private static @Nullable Block text(Members block) {
        String text = block.text("text");
        return text == null ? null : new Block.Text(block.source(), text);
    }

    private static @Nullable Block image(Members block) {
        Media media = media(block.open("source"));
        return media == null ? null : new Block.Image(block.source(), media);
    }

    private static @Nullable Block document(Members block) {
        Media media = media(block.open("source"));
        if (media == null) {
            return null;
        }
        String title = block.text("title");
        return new Block.Document(block.source(), media, title);
    }

    private static @Nullable Media media(@Nullable Members source) {
        if (source == null) {
            return null;
        }
        source.keep("type");
        String type = String.valueOf(source.peekText("type"));
        String data = source.peekText("data");
        switch (type) {
            case "base64" -> {
                String mediaType = source.text("media_type");
                source.text("data");
                return mediaType == null || data == null ? null : new Media.Bytes(mediaType, data);
            }
            case "text" -> {
                source.keep("media_type");
                source.text("data");
                return data == null ? null : new Media.PlainText(data);
            }
            case "url" -> {
                String url = source.text("url");
                return url == null ? null : new Media.Url(url);
            }
            case "file" -> {
                String id = source.text("file_id");
                return id == null ? null : new Media.FileId(id);
            }
            default -> {
                return null;
            }
        }
    }

    private static @Nullable Block toolUse(Members block) {
        String id = block.text("id");
        String name = block.text("name");
        JsonNode input = block.take("input");
        if (id == null || name == null || input == null) {
            return null;
        }
        // Who called is said where the vendor's own tools may call too; "direct" is what every call is elsewhere.
        if ("direct".equals(block.node().path("caller").path("type").asText())) {
            block.keep("caller");
        }
        return new Block.ToolCall(block.source(), id, name, TreeJson.text(input));
    }

    private static @Nullable Block toolResult(Members block) {
        String id = block.text("tool_use_id");
        if (id == null) {
            return null;
        }
        Content content = content(block, "content");
        Boolean error = block.flag("is_error");
        return new Block.ToolResult(block.source(), id, content.blocks(), content.plain(), error);
    }

    private static @Nullable Block thinking(Members block) {
        String text = block.text("thinking");
        if (text == null) {
            return null;
        }
        String signature = block.text("signature");
        return new Block.Reasoning(block.source(), text, signature == null ? null : Signature.read(signature), false);
    }

    private static @Nullable Block redacted(Members block) {
        String data = block.text("data");
        return data == null ? null : new Block.Reasoning(block.source(), "", Signature.read(data), true);
    }
}
