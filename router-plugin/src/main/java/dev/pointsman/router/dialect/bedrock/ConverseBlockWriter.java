package dev.pointsman.router.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TreeJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes content blocks of other dialects. For one thread. */
final class ConverseBlockWriter {

    private final Losses losses;
    private final CachePoints cache;
    private final DocumentNames names;

    ConverseBlockWriter(Losses losses, CachePoints cache) {
        this.losses = losses;
        this.cache = cache;
        this.names = new DocumentNames(losses);
    }

    /** An instruction is text alone. */
    void instruction(Block block, ArrayNode system) {
        if (!(block instanceof Block.Text)) {
            losses.add(block.source().path(), "an instruction is text here");
            return;
        }
        write(block, system);
    }

    void write(Block block, ArrayNode target) {
        insert(block, target, target.size());
    }

    /** Nothing for what this dialect cannot say (a loss by then), and for a blank text, which it refuses. */
    void insert(Block block, ArrayNode target, int at) {
        if (block instanceof Block.Text text && text.text().isBlank()) {
            if (!text.text().isEmpty()) {
                losses.add(text.source().path(), "white space alone is refused");
            }
            losses.extras(text.source());
            return;
        }
        ObjectNode node = node(block);
        if (node == null) {
            losses.add(block.source().path());
            return;
        }
        target.insert(at, node);
        cache.insert(block.source(), target, at + 1);
    }

    private @Nullable ObjectNode node(Block block) {
        return switch (block) {
            case Block.Text text -> TreeJson.object().put("text", text.text());
            case Block.Image image -> wrapped("image", ConverseMedia.image(image.media()));
            case Block.Document document -> document(document);
            case Block.Audio audio -> wrapped("audio", ConverseMedia.audio(audio.format(), audio.base64()));
            case Block.ToolCall call -> toolUse(call);
            case Block.ToolResult result -> toolResult(result);
            case Block.Reasoning reasoning -> reasoning(reasoning);
            case Block.Opaque opaque ->
                video(opaque).map(video -> wrapped("video", video)).orElse(null);
        };
    }

    private static @Nullable ObjectNode wrapped(String type, @Nullable JsonNode inner) {
        if (inner == null) {
            return null;
        }
        ObjectNode node = TreeJson.object();
        node.set(type, inner);
        return node;
    }

    private @Nullable ObjectNode document(Block.Document document) {
        ObjectNode inner = ConverseMedia.document(document.media());
        return inner == null ? null : wrapped("document", inner.put("name", names.of(document)));
    }

    private ObjectNode toolUse(Block.ToolCall call) {
        ObjectNode node = TreeJson.object();
        ObjectNode use = node.putObject("toolUse")
                .put("toolUseId", ConverseToolIds.of(call.id()))
                .put("name", call.name());
        JsonNode input = call.arguments().isBlank()
                ? TreeJson.object()
                : TreeJson.parsed(call.arguments()).orElse(null);
        if (input == null || !input.isObject()) {
            losses.add(call.source().path() + ".function.arguments", "not a JSON object");
            input = TreeJson.object();
        }
        use.set("input", input);
        return node;
    }

    private ObjectNode toolResult(Block.ToolResult result) {
        ObjectNode node = TreeJson.object();
        ObjectNode written = node.putObject("toolResult").put("toolUseId", ConverseToolIds.of(result.callId()));
        ArrayNode content = written.putArray("content");
        boolean structured = result.source().is(Dialect.GEMINI_GENERATE);
        result.content().forEach(block -> resultBlock(block, structured, content));
        if (result.error() != null) {
            written.put("status", result.error() ? "error" : "success");
        }
        return node;
    }

    /**
     * No cache points inside a result.
     *
     * @param structured whether the source's results are objects by nature, so that one is an object here too
     */
    private void resultBlock(Block block, boolean structured, ArrayNode content) {
        ObjectNode node = switch (block) {
            case Block.Text text -> structured ? json(text) : node(text);
            case Block.Image image -> node(image);
            case Block.Document document -> node(document);
            case Block.Opaque opaque -> node(opaque);
            default -> null;
        };
        if (node == null) {
            losses.add(block.source().path());
            return;
        }
        losses.extras(block.source());
        content.add(node);
    }

    private static ObjectNode json(Block.Text text) {
        JsonNode object =
                TreeJson.parsed(text.text()).filter(JsonNode::isObject).orElse(null);
        ObjectNode node = TreeJson.object();
        if (object == null) {
            return node.put("text", text.text());
        }
        node.set("json", object);
        return node;
    }

    private static @Nullable ObjectNode reasoning(Block.Reasoning reasoning) {
        Signature signature = reasoning.signature();
        if (signature == null) {
            return null;
        }
        ObjectNode inner = TreeJson.object();
        if (reasoning.redacted()) {
            inner.put("redactedContent", signature.value());
        } else {
            ObjectNode text = inner.putObject("reasoningText").put("text", reasoning.text());
            if (!signature.value().isEmpty()) {
                text.put("signature", signature.value());
            }
        }
        return wrapped("reasoningContent", inner);
    }

    /** The hub has no film; Gemini's clients send one as inline data, those of chat completions as a URL. */
    private static Optional<ObjectNode> video(Block.Opaque opaque) {
        JsonNode json = opaque.json();
        Media media = null;
        if (opaque.source().is(Dialect.GEMINI_GENERATE)) {
            String type = json.at("/inlineData/mimeType").asText();
            String uri = json.at("/fileData/fileUri").asText();
            if (type.startsWith("video/")) {
                media = new Media.Bytes(type, json.at("/inlineData/data").asText());
            } else if (uri.startsWith("s3://")) {
                media = new Media.Url(uri);
            }
        } else if (json.path("type").asText().equals("video_url")) {
            String url = json.at("/video_url/url").asText();
            media = Media.ofUrl(url);
        }
        return Optional.ofNullable(media).map(ConverseMedia::video);
    }
}
