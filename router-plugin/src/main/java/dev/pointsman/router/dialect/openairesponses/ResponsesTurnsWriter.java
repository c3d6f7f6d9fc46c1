package dev.pointsman.router.dialect.openairesponses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.ToolIds;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import java.util.ArrayList;
import java.util.List;

/** Writes another dialect's turns as items: a turn with tool calls becomes several, and each tool's result one of its own. */
final class ResponsesTurnsWriter {

    private final Draft draft;
    private final Losses losses;
    private final ResponsesItems items;
    private final ArrayNode input = TreeJson.object().putArray("input");

    ResponsesTurnsWriter(Draft draft) {
        this.draft = draft;
        this.losses = draft.losses();
        this.items = new ResponsesItems(losses);
    }

    void write(Conversation conversation) {
        List<String> instructions = new ArrayList<>();
        for (Block block : conversation.system()) {
            if (block instanceof Block.Text text) {
                losses.extras(text.source());
                instructions.add(text.text());
            } else {
                losses.add(block.source().path());
            }
        }
        if (!instructions.isEmpty()) {
            draft.put("instructions", TextNode.valueOf(String.join("\n\n", instructions)), "$.system");
        }
        conversation.turns().forEach(this::turn);
        draft.put("input", input, "$.messages");
    }

    private void turn(Turn turn) {
        losses.extras(turn.source());
        switch (turn.role()) {
            case SYSTEM -> message("system", turn.blocks(), "input_text");
            case DEVELOPER -> message("developer", turn.blocks(), "input_text");
            case USER, TOOL -> user(turn.blocks());
            case ASSISTANT -> assistant(turn.blocks());
        }
    }

    private void user(List<Block> blocks) {
        List<Block> spoken = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.ToolResult result) {
                result(result);
            } else {
                spoken.add(block);
            }
        }
        message("user", spoken, "input_text");
    }

    private void assistant(List<Block> blocks) {
        List<Block> spoken = new ArrayList<>();
        for (Block block : blocks) {
            switch (block) {
                case Block.ToolCall call -> {
                    message("assistant", spoken, "output_text");
                    spoken.clear();
                    call(call);
                }
                case Block.Reasoning reasoning -> reasoning(reasoning);
                default -> spoken.add(block);
            }
        }
        message("assistant", spoken, "output_text");
    }

    private void message(String role, List<Block> blocks, String textType) {
        ArrayNode content = TreeJson.object().putArray("content");
        for (Block block : blocks) {
            boolean isEmpty = block instanceof Block.Text text && text.text().isEmpty();
            ObjectNode part = isEmpty ? null : items.part(block, textType);
            if (part != null) {
                content.add(part);
            }
        }
        if (!content.isEmpty()) {
            input.addObject().put("type", "message").put("role", role).set("content", content);
        }
    }

    private void call(Block.ToolCall call) {
        input.addObject()
                .put("type", "function_call")
                .put("call_id", ToolIds.bounded(ToolIds.widen(call.id())))
                .put("name", call.name())
                .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
        losses.extras(call.source());
    }

    private void result(Block.ToolResult result) {
        ObjectNode item = input.addObject()
                .put("type", "function_call_output")
                .put("call_id", ToolIds.bounded(ToolIds.widen(result.callId())));
        if (result.content().size() == 1 && result.content().getFirst() instanceof Block.Text text) {
            losses.extras(text.source());
            item.put("output", text.text());
        } else {
            ArrayNode parts = TreeJson.object().putArray("output");
            for (Block block : result.content()) {
                ObjectNode part = items.part(block, "input_text");
                if (part != null) {
                    parts.add(part);
                }
            }
            item.set("output", parts.isEmpty() ? TextNode.valueOf("") : parts);
        }
        if (Boolean.TRUE.equals(result.error())) {
            losses.add(result.errorPath());
        }
        losses.extras(result.source());
    }

    private void reasoning(Block.Reasoning reasoning) {
        Signature signature = reasoning.signature();
        if (signature == null
                || !signature.isOf(draft.target().provider())
                || signature.value().isEmpty()) {
            losses.add(reasoning.source().path(), "reasoning goes back to its issuer alone");
            return;
        }
        ObjectNode item = input.addObject().put("type", "reasoning");
        ArrayNode summary = item.putArray("summary");
        if (!reasoning.text().isEmpty()) {
            summary.addObject().put("type", "summary_text").put("text", reasoning.text());
        }
        item.put("encrypted_content", signature.value());
        losses.extras(reasoning.source());
    }
}
