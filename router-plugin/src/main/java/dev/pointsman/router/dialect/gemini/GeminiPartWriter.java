package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.TreeJson;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the parts that requests and answers share. */
final class GeminiPartWriter {

    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "webp", "image/webp",
            "gif", "image/gif",
            "pdf", "application/pdf");

    private final Losses losses;

    GeminiPartWriter(Losses losses) {
        this.losses = losses;
    }

    /** A part of this dialect as it was. A signature was read from its part, where it still is. */
    void restore(Block block, ArrayNode parts) {
        if (block instanceof Block.Opaque opaque) {
            parts.add(opaque.json());
        } else if (!block.source().member().startsWith("thought")) {
            block.source().restore(parts.addObject());
        }
    }

    /** Null for what this dialect cannot say (a loss by then), and for a text that says nothing. */
    @Nullable
    JsonNode write(Block block) {
        if (block instanceof Block.Text text && text.text().isEmpty()) {
            return null;
        }
        ObjectNode part = part(block);
        if (part == null) {
            losses.add(block.source().path());
            return null;
        }
        losses.extras(block.source());
        return part;
    }

    private @Nullable ObjectNode part(Block block) {
        return switch (block) {
            case Block.Text text -> TreeJson.object().put("text", text.text());
            case Block.Image image -> medium(image.media());
            case Block.Document document -> document(document);
            case Block.Audio audio -> inline("audio/" + audio.format().toLowerCase(Locale.ROOT), audio.base64());
            case Block.ToolCall call -> call(call);
            case Block.ToolResult result -> null;
            case Block.Reasoning reasoning -> null;
            case Block.Opaque opaque -> null;
        };
    }

    private @Nullable ObjectNode document(Block.Document document) {
        if (document.media() instanceof Media.PlainText text) {
            if (document.title() != null) {
                losses.add(document.titlePath());
            }
            return TreeJson.object().put("text", text.text());
        }
        if (document.title() != null) {
            // Only one of the vendor's two APIs takes a display name, the other refuses the request.
            losses.add(document.titlePath(), "a document has no name here");
        }
        return medium(document.media());
    }

    private static @Nullable ObjectNode medium(Media media) {
        return switch (media) {
            case Media.Bytes bytes -> inline(bytes.mediaType(), bytes.base64());
            case Media.Url url -> {
                ObjectNode part = TreeJson.object();
                ObjectNode file = part.putObject("fileData").put("fileUri", url.url());
                String known = TYPES.get(ending(url.url()));
                if (known != null) {
                    file.put("mimeType", known);
                }
                yield part;
            }
            case Media.FileId file -> null;
            case Media.PlainText text -> null;
        };
    }

    private static String ending(String url) {
        String path = url.split("[?#]", 2)[0];
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static ObjectNode inline(String type, String base64) {
        ObjectNode part = TreeJson.object();
        part.putObject("inlineData").put("mimeType", type).put("data", base64);
        return part;
    }

    private ObjectNode call(Block.ToolCall call) {
        ObjectNode part = TreeJson.object();
        ObjectNode written = part.putObject("functionCall").put("name", call.name());
        JsonNode arguments = call.arguments().isBlank()
                ? TreeJson.object()
                : TreeJson.parsed(call.arguments()).orElse(null);
        if (arguments == null || !arguments.isObject()) {
            losses.add(call.source().path() + ".function.arguments", "not a JSON object");
            arguments = TreeJson.object();
        }
        written.set("args", arguments);
        return part;
    }
}
