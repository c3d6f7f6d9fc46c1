package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.stream.Collectors;

/**
 * Writes another dialect's turns as chat messages.
 *
 * <p>System prompts, assistants' texts and tools' results become bare strings, since many servers of this dialect take lists of
 * parts from users alone. Tool results become messages of their own, directly after the calls; their images follow in the
 * user's message.
 */
final class ChatTurnsWriter {

    private final Draft draft;
    private final Losses losses;
    private final ChatMessageWriter parts;
    private final ArrayNode messages = TreeJson.object().putArray("messages");

    ChatTurnsWriter(Draft draft) {
        this.draft = draft;
        this.losses = draft.losses();
        this.parts = new ChatMessageWriter(losses);
    }

    ArrayNode write(Conversation conversation) {
        if (!conversation.system().isEmpty()) {
            instruction("system", conversation.system());
        }
        writeTurns(conversation.turns());
        Turn last = conversation.turns().isEmpty() ? null : conversation.turns().getLast();
        if (last != null
                && last.role() == Turn.Role.ASSISTANT
                && last.blocks().stream().noneMatch(Block.ToolCall.class::isInstance)) {
            losses.add(last.source().path() + ".role", "this dialect does not continue a begun answer");
        }
        return messages;
    }

    /** An assistant's turns in a row are one message: tool calls that belong together must not stand apart. */
    private void writeTurns(List<Turn> turns) {
        List<Block> spoken = new ArrayList<>();
        for (Turn turn : turns) {
            if (turn.role() == Turn.Role.ASSISTANT) {
                losses.extras(turn.source());
                spoken.addAll(turn.blocks());
                continue;
            }
            assistant(spoken);
            spoken.clear();
            turn(turn);
        }
        assistant(spoken);
    }

    private void turn(Turn turn) {
        losses.extras(turn.source());
        switch (turn.role()) {
            case SYSTEM -> instruction("system", turn.blocks());
            case DEVELOPER -> instruction("developer", turn.blocks());
            case ASSISTANT -> assistant(turn.blocks());
            case USER, TOOL -> user(turn.blocks());
        }
    }

    private void instruction(String role, List<Block> blocks) {
        messages.addObject().put("role", role).put("content", joined(blocks, "\n\n"));
    }

    private void assistant(List<Block> blocks) {
        ObjectNode message = TreeJson.object().put("role", "assistant");
        List<Block> spoken = new ArrayList<>();
        ArrayNode calls = TreeJson.object().putArray("tool_calls");
        CallThoughts thoughts = new CallThoughts();
        for (Block block : blocks) {
            switch (block) {
                case Block.ToolCall call -> calls.add(toolCall(call));
                case Block.Reasoning reasoning -> reasoning(reasoning, message, thoughts);
                default -> spoken.add(block);
            }
        }
        String text = joined(spoken, "");
        if (text.isEmpty() && calls.isEmpty()) {
            return;
        }
        message.put("content", text.isEmpty() ? null : text);
        if (!calls.isEmpty()) {
            thoughts.sign(calls);
            message.set("tool_calls", calls);
        }
        messages.add(message);
    }

    private ObjectNode toolCall(Block.ToolCall call) {
        return parts.toolCall(call).put("id", toolId(call.id()));
    }

    private String toolId(String id) {
        return ToolIds.forModel(ToolIds.widen(id), draft.target().model());
    }

    /** Goes back to its issuer alone; DeepSeek refuses a tool turn whose reasoning is missing, OpenRouter whose signature is. */
    private void reasoning(Block.Reasoning reasoning, ObjectNode message, CallThoughts thoughts) {
        Signature signature = reasoning.signature();
        if (signature == null || !signature.isOf(draft.target().provider())) {
            losses.add(reasoning.source().path(), "reasoning goes back to its issuer alone");
            return;
        }
        if (thoughts.keep(signature)) {
            losses.extras(reasoning.source());
            return;
        }
        if (reasoning.text().isEmpty() && signature.value().isEmpty()) {
            losses.add(reasoning.source().path(), "reasoning goes back to its issuer alone");
            return;
        }
        if (!reasoning.text().isEmpty()) {
            message.put("reasoning_content", message.path("reasoning_content").asText("") + reasoning.text());
        }
        if (!signature.value().isEmpty()) {
            ArrayNode details = message.withArray("reasoning_details");
            details.add(ChatAnswerWriter.detail(reasoning.text(), signature.value(), reasoning.redacted())
                    .put("index", details.size()));
        }
        losses.extras(reasoning.source());
    }

    private void user(List<Block> blocks) {
        List<Block> rest = new ArrayList<>();
        List<Block> shown = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.ToolResult result) {
                toolResult(result, shown);
            } else {
                rest.add(block);
            }
        }
        shown.addAll(rest);
        if (!shown.isEmpty()) {
            userMessage(shown);
        }
    }

    private void toolResult(Block.ToolResult result, List<Block> shown) {
        List<Block> texts = new ArrayList<>();
        for (Block block : result.content()) {
            if (block instanceof Block.Image || block instanceof Block.Document) {
                shown.add(block);
            } else {
                texts.add(block);
            }
        }
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", toolId(result.callId()))
                .put("content", joined(texts, "\n"));
        if (Boolean.TRUE.equals(result.error())) {
            losses.add(result.errorPath());
        }
        losses.extras(result.source());
    }

    private void userMessage(List<Block> blocks) {
        if (blocks.size() == 1 && blocks.getFirst() instanceof Block.Text text) {
            losses.extras(text.source());
            messages.addObject().put("role", "user").put("content", text.text());
            return;
        }
        ArrayNode content = TreeJson.object().putArray("content");
        for (Block block : blocks) {
            ObjectNode part = parts.part(block);
            if (part != null) {
                content.add(part);
            }
        }
        if (!content.isEmpty()) {
            messages.addObject().put("role", "user").set("content", content);
        }
    }

    private String joined(List<Block> blocks, String between) {
        List<String> texts = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.Text text) {
                losses.extras(text.source());
                texts.add(text.text());
            } else {
                losses.add(block.source().path());
            }
        }
        return texts.stream().collect(Collectors.joining(between));
    }
}
