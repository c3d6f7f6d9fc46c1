package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import java.util.List;

/**
 * Writes another dialect's turns as Anthropic messages: instructions at the start become {@code system}, later ones keep their
 * place in the user's words; all results of one turn of tool calls go into one user message, first in its content; users and
 * assistants alternate.
 */
final class MessagesTurnsWriter {

    private final Draft draft;
    private final Losses losses;
    private final MessagesBlockWriter blocks;
    private final ArrayNode system = TreeJson.object().putArray("system");
    private final ArrayNode messages = TreeJson.object().putArray("messages");

    MessagesTurnsWriter(Draft draft) {
        this.draft = draft;
        this.losses = draft.losses();
        this.blocks = new MessagesBlockWriter(losses);
    }

    void write(Conversation conversation) {
        blocks.write(conversation.system(), system);
        conversation.turns().forEach(this::turn);
        if (messages.isEmpty() && !system.isEmpty()) {
            // A message is required: the last instruction is the one that asks for something.
            content("user").add(system.remove(system.size() - 1));
        }
        trimPrefill(conversation);
        if (!system.isEmpty()) {
            draft.put("system", system, "$.messages");
        }
        draft.put("messages", messages, "$.messages");
    }

    private void turn(Turn turn) {
        losses.extras(turn.source());
        switch (turn.role()) {
            case SYSTEM, DEVELOPER -> instruction(turn);
            case USER, TOOL -> turn.blocks().forEach(this::user);
            case ASSISTANT -> turn.blocks().forEach(this::assistant);
        }
    }

    private void instruction(Turn turn) {
        if (messages.isEmpty()) {
            blocks.write(turn.blocks(), system);
            return;
        }
        losses.add(turn.source().path() + ".role", "an instruction in the middle becomes the user's words");
        blocks.write(turn.blocks(), content("user"));
    }

    private void user(Block block) {
        JsonNode node = blocks.write(block);
        if (node == null) {
            return;
        }
        ArrayNode content = content("user");
        content.insert(block instanceof Block.ToolResult ? results(content) : content.size(), node);
    }

    /** How many tool results the content begins with. */
    private static int results(ArrayNode content) {
        int count = 0;
        while (count < content.size()
                && content.get(count).path("type").asText().equals("tool_result")) {
            count++;
        }
        return count;
    }

    private void assistant(Block block) {
        if (block instanceof Block.Reasoning reasoning && !isOurs(reasoning)) {
            losses.add(block.source().path(), "reasoning goes back to its issuer alone");
            return;
        }
        JsonNode node = blocks.write(block);
        if (node != null) {
            content("assistant").add(node);
        }
    }

    private boolean isOurs(Block.Reasoning reasoning) {
        Signature signature = reasoning.signature();
        return signature != null && signature.isOf(draft.target().provider());
    }

    /** The content to append to: of the last message where the role is the same, since roles must alternate. */
    private ArrayNode content(String role) {
        JsonNode last = messages.path(messages.size() - 1);
        if (last.path("role").asText().equals(role) && last.path("content") instanceof ArrayNode content) {
            return content;
        }
        return messages.addObject().put("role", role).putArray("content");
    }

    /** An answer to be continued must not end with white space: it is answered with 400. */
    private void trimPrefill(Conversation conversation) {
        JsonNode last = messages.path(messages.size() - 1);
        if (!last.path("role").asText().equals("assistant")) {
            return;
        }
        JsonNode content = last.path("content");
        if (content.path(content.size() - 1) instanceof ObjectNode block
                && block.path("text").isTextual()) {
            String text = block.path("text").textValue();
            if (!text.equals(text.stripTrailing())) {
                block.put("text", text.stripTrailing());
                losses.add(lastText(conversation.turns()), "white space at the end of an answer to be continued");
            }
        }
    }

    private static String lastText(List<Turn> turns) {
        return turns.getLast().blocks().getLast().source().path();
    }
}
