package dev.pointsman.router.dialect.openairesponses;

import static dev.pointsman.router.dialect.openairesponses.ResponsesSpoke.RESPONSES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes items and their parts. */
final class ResponsesItems {

    private final Losses losses;

    ResponsesItems(Losses losses) {
        this.losses = losses;
    }

    /** An item of the input as it stood. */
    JsonNode restored(Turn turn) {
        Block first = turn.blocks().isEmpty() ? null : turn.blocks().getFirst();
        if (first instanceof Block.Opaque opaque
                && opaque.source().path().equals(turn.source().path())) {
            return opaque.json();
        }
        ObjectNode item = TreeJson.object();
        if (first instanceof Block.ToolCall call) {
            item.setAll(restored(call));
        } else if (first instanceof Block.Reasoning reasoning) {
            reasoning.source().restore(item);
        } else if (first instanceof Block.ToolResult result) {
            if (!result.callId().isEmpty()) {
                item.put("call_id", result.callId());
            }
            restore(result.content(), result.plain(), "output", item);
            result.source().restore(item);
        } else {
            restore(turn.blocks(), turn.plain(), "content", item);
        }
        turn.source().restore(item);
        return item;
    }

    ObjectNode restored(Block.ToolCall call) {
        ObjectNode item = TreeJson.object().put("name", call.name()).put("arguments", call.arguments());
        if (!call.id().isEmpty()) {
            item.put("call_id", call.id());
        }
        call.source().restore(item);
        return item;
    }

    private void restore(List<Block> blocks, boolean plain, String member, ObjectNode item) {
        if (plain && blocks.getFirst() instanceof Block.Text text) {
            item.put(member, text.text());
        } else if (!blocks.isEmpty()) {
            ArrayNode parts = item.putArray(member);
            blocks.forEach(block -> parts.add(restoredPart(block)));
        }
    }

    JsonNode restoredPart(Block block) {
        if (block instanceof Block.Opaque opaque) {
            return opaque.json();
        }
        ObjectNode part = part(block, "output_text");
        if (part == null) {
            throw new IllegalStateException("No part of this dialect: " + block);
        }
        return part;
    }

    /**
     * A part of a message; null for what has none, which is a loss by then.
     *
     * @param textType {@code input_text} or {@code output_text}
     */
    @Nullable
    ObjectNode part(Block block, String textType) {
        boolean home = block.source().is(RESPONSES);
        ObjectNode part = switch (block) {
            case Block.Text text -> text(text, textType, home);
            case Block.Image image -> image(image.media(), home);
            case Block.Document document -> document(document, home);
            default -> null;
        };
        if (part == null) {
            losses.add(block.source().path());
            return null;
        }
        losses.carry(block.source(), RESPONSES, part);
        return part;
    }

    private static ObjectNode text(Block.Text text, String textType, boolean home) {
        if (!home) {
            return TreeJson.object().put("type", textType).put("text", text.text());
        }
        boolean refusal =
                text.source().extra("type").map(JsonNode::asText).orElse("").equals("refusal");
        return TreeJson.object().put(refusal ? "refusal" : "text", text.text());
    }

    private static @Nullable ObjectNode image(Media media, boolean home) {
        ObjectNode part = TreeJson.object().put("type", "input_image");
        return switch (media) {
            case Media.Bytes bytes -> part.put("image_url", bytes.dataUrl());
            case Media.Url url -> part.put("image_url", url.url());
            case Media.FileId file -> home ? part.put("file_id", file.id()) : null;
            case Media.PlainText text -> null;
        };
    }

    private @Nullable ObjectNode document(Block.Document document, boolean home) {
        ObjectNode part = TreeJson.object().put("type", "input_file");
        String title = document.title();
        switch (document.media()) {
            case Media.Bytes bytes -> part.put("file_data", bytes.dataUrl());
            case Media.Url url -> part.put("file_url", url.url());
            case Media.FileId file -> {
                if (!home) {
                    return null;
                }
                part.put("file_id", file.id());
            }
            case Media.PlainText text -> {
                if (title != null) {
                    losses.add(document.source().path() + ".title");
                }
                return TreeJson.object().put("type", "input_text").put("text", text.text());
            }
        }
        if (title != null) {
            part.put("filename", title);
        } else if (!home && document.media() instanceof Media.Bytes) {
            part.put("filename", "document");
        }
        return part;
    }
}
