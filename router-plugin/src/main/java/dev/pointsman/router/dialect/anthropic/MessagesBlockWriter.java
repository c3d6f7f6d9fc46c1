package dev.pointsman.router.dialect.anthropic;

import static dev.pointsman.router.dialect.anthropic.MessagesSpoke.MESSAGES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.ToolIds;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes content blocks. Of another dialect's blocks, {@code cache_control} is taken over: vendors of chat completions use the
 * same member.
 */
final class MessagesBlockWriter {

    private static final String CACHE = "cache_control";

    private final Losses losses;

    MessagesBlockWriter(Losses losses) {
        this.losses = losses;
    }

    /** Sets content as it stood in this dialect: a string, a list, or what the extras hold. */
    void restore(List<Block> blocks, boolean plain, String member, ObjectNode owner) {
        if (plain && blocks.getFirst() instanceof Block.Text text) {
            owner.put(member, text.text());
        } else if (!blocks.isEmpty()) {
            write(blocks, owner.putArray(member));
        }
    }

    void write(List<Block> blocks, ArrayNode target) {
        for (Block block : blocks) {
            JsonNode node = write(block);
            if (node != null) {
                target.add(node);
            }
        }
    }

    /** Null for what this dialect cannot say (a loss by then), and for an empty text of another dialect, which it refuses. */
    @Nullable
    JsonNode write(Block block) {
        boolean home = block.source().is(MESSAGES);
        if (block instanceof Block.Opaque opaque && home) {
            return opaque.json();
        }
        if (!home && block instanceof Block.Text text && text.text().isEmpty()) {
            return null;
        }
        ObjectNode node = node(block, home);
        if (node == null) {
            losses.add(block.source().path());
            return null;
        }
        carry(block.source(), node);
        return node;
    }

    /** The extras, of which one has a place here whatever the dialect. */
    void carry(Source source, ObjectNode node) {
        JsonNode cache = source.extra(CACHE).orElse(null);
        if (source.is(MESSAGES) || cache == null || !cache.isObject()) {
            losses.carry(source, MESSAGES, node);
            return;
        }
        node.set(CACHE, cache);
        losses.extras(source.without(CACHE));
    }

    private @Nullable ObjectNode node(Block block, boolean home) {
        return switch (block) {
            case Block.Text text -> typed("text").put("text", text.text());
            case Block.Image image -> sourced("image", image.media(), home);
            case Block.Document document -> document(document, home);
            case Block.Audio audio -> null;
            case Block.ToolCall call -> toolUse(call, home);
            case Block.ToolResult result -> toolResult(result, home);
            case Block.Reasoning reasoning -> reasoning(reasoning, home);
            case Block.Opaque opaque -> null;
        };
    }

    private static ObjectNode typed(String type) {
        return TreeJson.object().put("type", type);
    }

    private static @Nullable ObjectNode sourced(String type, Media media, boolean home) {
        ObjectNode node = typed(type);
        ObjectNode source = node.putObject("source");
        switch (media) {
            case Media.Bytes bytes ->
                source.put("type", "base64")
                        .put("media_type", bytes.mediaType())
                        .put("data", bytes.base64());
            case Media.Url url -> source.put("type", "url").put("url", url.url());
            case Media.PlainText text ->
                source.put("type", "text").put("media_type", "text/plain").put("data", text.text());
            case Media.FileId file -> {
                if (!home) {
                    return null;
                }
                source.put("type", "file").put("file_id", file.id());
            }
        }
        return node;
    }

    private static @Nullable ObjectNode document(Block.Document document, boolean home) {
        // Other media types than these two are refused as documents.
        boolean known = !(document.media() instanceof Media.Bytes bytes)
                || bytes.mediaType().equals("application/pdf");
        ObjectNode node = home || known ? sourced("document", document.media(), home) : null;
        if (node != null && document.title() != null) {
            node.put("title", document.title());
        }
        return node;
    }

    private ObjectNode toolUse(Block.ToolCall call, boolean home) {
        ObjectNode node = typed("tool_use");
        node.put("id", home ? call.id() : ToolIds.narrow(call.id())).put("name", call.name());
        JsonNode input = call.arguments().isBlank()
                ? TreeJson.object()
                : TreeJson.parsed(call.arguments()).orElse(null);
        if (input == null || !(home || input.isObject())) {
            losses.add(call.source().path() + ".function.arguments", "not a JSON object");
            input = TreeJson.object();
        }
        node.set("input", input);
        return node;
    }

    private ObjectNode toolResult(Block.ToolResult result, boolean home) {
        ObjectNode node = typed("tool_result");
        node.put("tool_use_id", home ? result.callId() : ToolIds.narrow(result.callId()));
        if (home) {
            restore(result.content(), result.plain(), "content", node);
        } else {
            content(result, node);
        }
        if (result.error() != null) {
            node.put("is_error", result.error());
        }
        return node;
    }

    private void content(Block.ToolResult result, ObjectNode node) {
        if (result.plain() && result.content().getFirst() instanceof Block.Text text) {
            if (!text.text().isEmpty()) {
                node.put("content", text.text());
            }
            losses.extras(text.source());
            return;
        }
        ArrayNode blocks = TreeJson.object().putArray("content");
        write(result.content(), blocks);
        if (!blocks.isEmpty()) {
            node.set("content", blocks);
        }
    }

    private static @Nullable ObjectNode reasoning(Block.Reasoning reasoning, boolean home) {
        Signature signature = reasoning.signature();
        if (!home && signature == null) {
            return null;
        }
        if (reasoning.redacted()) {
            return typed("redacted_thinking").put("data", written(signature, home));
        }
        ObjectNode node = typed("thinking").put("thinking", reasoning.text());
        if (signature != null) {
            node.put("signature", written(signature, home));
        }
        return node;
    }

    /** In its own dialect as it stood; back from another one, the vendor's own. */
    private static String written(@Nullable Signature signature, boolean home) {
        if (signature == null) {
            return "";
        }
        return home ? signature.written() : signature.value();
    }
}
