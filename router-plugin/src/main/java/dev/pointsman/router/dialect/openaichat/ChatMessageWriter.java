package dev.pointsman.router.dialect.openaichat;

import static dev.pointsman.router.dialect.openaichat.ChatSpoke.CHAT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.ToolIds;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of a message that requests and answers share. */
final class ChatMessageWriter {

    private final Losses losses;

    ChatMessageWriter(Losses losses) {
        this.losses = losses;
    }

    /** Puts a message of this dialect together again: each block goes back to the member it stood in. */
    void restore(List<Block> blocks, ObjectNode message) {
        for (Block block : blocks) {
            String member = block.source().member();
            int bracket = member.indexOf('[');
            if (bracket < 0) {
                message.put(member, textOf(block));
                continue;
            }
            String list = member.substring(0, bracket);
            ArrayNode target = message.get(list) instanceof ArrayNode array ? array : message.putArray(list);
            target.add(list.equals("reasoning_details") ? detail(block) : element(block));
        }
    }

    private static String textOf(Block block) {
        return switch (block) {
            case Block.Text text -> text.text();
            case Block.Reasoning reasoning -> reasoning.text();
            default -> throw new IllegalStateException("Only text stands in a member of its own: " + block);
        };
    }

    private JsonNode element(Block block) {
        if (block instanceof Block.Opaque opaque) {
            return opaque.json();
        }
        if (block instanceof Block.ToolCall call) {
            return toolCall(call);
        }
        ObjectNode part = part(block);
        return part == null ? JsonNodeFactory.instance.nullNode() : part;
    }

    private JsonNode detail(Block block) {
        if (block instanceof Block.Opaque opaque) {
            return opaque.json();
        }
        Block.Reasoning reasoning = (Block.Reasoning) block;
        ObjectNode node = TreeJson.object();
        Signature signature = reasoning.signature();
        if (reasoning.redacted()) {
            node.put("data", signature == null ? "" : signature.written());
        } else {
            if (!reasoning.text().isEmpty()) {
                node.put("text", reasoning.text());
            }
            if (signature != null) {
                node.put("signature", signature.written());
            }
        }
        reasoning.source().restore(node);
        return node;
    }

    ObjectNode toolCall(Block.ToolCall call) {
        ObjectNode node = TreeJson.object();
        boolean home = call.source().is(CHAT);
        if (!home || !call.id().isEmpty()) {
            node.put("id", home ? call.id() : ToolIds.widen(call.id()));
        }
        if (!home) {
            node.put("type", "function");
        }
        ObjectNode function = node.putObject("function").put("name", call.name());
        function.put("arguments", home || !call.arguments().isEmpty() ? call.arguments() : "{}");
        losses.carry(call.source(), CHAT, node);
        return node;
    }

    /** A content part; null for what has none, which is then a loss. */
    @Nullable
    ObjectNode part(Block block) {
        ObjectNode part = partOf(block);
        if (part == null) {
            losses.add(block.source().path());
            return null;
        }
        losses.carry(block.source(), CHAT, part);
        return part;
    }

    private @Nullable ObjectNode partOf(Block block) {
        return switch (block) {
            case Block.Text text -> TreeJson.object().put("type", "text").put("text", text.text());
            case Block.Image image -> image(image);
            case Block.Document document -> document(document);
            case Block.Audio audio -> {
                ObjectNode part = TreeJson.object().put("type", "input_audio");
                part.putObject("input_audio").put("data", audio.base64()).put("format", audio.format());
                yield part;
            }
            case Block.Reasoning reasoning -> thinking(reasoning);
            case Block.ToolCall call -> null;
            case Block.ToolResult result -> null;
            case Block.Opaque opaque -> null;
        };
    }

    private static @Nullable ObjectNode image(Block.Image image) {
        String url = switch (image.media()) {
            case Media.Bytes bytes -> bytes.dataUrl();
            case Media.Url link -> link.url();
            case Media.FileId file -> null;
            case Media.PlainText text -> null;
        };
        if (url == null) {
            return null;
        }
        ObjectNode part = TreeJson.object().put("type", "image_url");
        part.putObject("image_url").put("url", url);
        return part;
    }

    private @Nullable ObjectNode document(Block.Document document) {
        boolean home = document.source().is(CHAT);
        ObjectNode part = TreeJson.object().put("type", "file");
        ObjectNode file = part.putObject("file");
        String title = document.title();
        switch (document.media()) {
            case Media.Bytes bytes -> file.put("file_data", bytes.dataUrl());
            case Media.FileId id -> {
                if (!home) {
                    return null;
                }
                file.put("file_id", id.id());
            }
            case Media.PlainText text -> {
                if (title != null) {
                    losses.add(document.source().path() + ".title");
                }
                return TreeJson.object().put("type", "text").put("text", text.text());
            }
            case Media.Url url -> {
                return null;
            }
        }
        if (title != null) {
            file.put("filename", title);
        } else if (!home) {
            // Required beside file_data.
            file.put("filename", "document");
        }
        return part;
    }

    private static @Nullable ObjectNode thinking(Block.Reasoning reasoning) {
        if (!reasoning.source().is(CHAT)) {
            return null;
        }
        ObjectNode part = TreeJson.object();
        part.putArray("thinking").addObject().set("type", TextNode.valueOf("text"));
        ((ObjectNode) part.path("thinking").path(0)).put("text", reasoning.text());
        return part;
    }
}
