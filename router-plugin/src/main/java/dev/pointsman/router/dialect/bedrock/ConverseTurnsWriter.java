package dev.pointsman.router.dialect.bedrock;

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
 * Writes turns as Converse messages: instructions at the start become {@code system}, later ones keep their place in the user's
 * words; all results of one turn of tool calls go into one user message, first in its content; users and assistants alternate.
 */
final class ConverseTurnsWriter {

    private final Draft draft;
    private final Losses losses;
    private final ConverseModels models;
    private final ConverseBlockWriter blocks;
    private final ArrayNode system = TreeJson.object().putArray("system");
    private final ArrayNode messages = TreeJson.object().putArray("messages");

    ConverseTurnsWriter(Draft draft, ConverseModels models, CachePoints cache) {
        this.draft = draft;
        this.losses = draft.losses();
        this.models = models;
        this.blocks = new ConverseBlockWriter(losses, cache);
    }

    void write(Conversation conversation) {
        instructions(conversation.system());
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

    private void instructions(List<Block> said) {
        for (Block block : said) {
            if (models.takesSystem()) {
                blocks.instruction(block, system);
            } else {
                blocks.instruction(block, content("user"));
            }
        }
    }

    private void instruction(Turn turn) {
        if (!models.takesSystem()) {
            losses.add(turn.source().path() + ".role", "the model takes no instructions but the user's words");
            instructions(turn.blocks());
            return;
        }
        if (messages.isEmpty()) {
            instructions(turn.blocks());
            return;
        }
        losses.add(turn.source().path() + ".role", "an instruction in the middle becomes the user's words");
        turn.blocks().forEach(block -> blocks.instruction(block, content("user")));
    }

    private void user(Block block) {
        ArrayNode content = content("user");
        blocks.insert(block, content, block instanceof Block.ToolResult ? results(content) : content.size());
        dropEmpty();
    }

    /** How many tool results, and cache points behind them, the content begins with. */
    private static int results(ArrayNode content) {
        int count = 0;
        while (count < content.size()
                && (content.get(count).has("toolResult")
                        || (count > 0 && content.get(count).has("cachePoint")))) {
            count++;
        }
        return count;
    }

    private void assistant(Block block) {
        switch (block) {
            case Block.Text text -> speak(block);
            case Block.ToolCall call -> speak(block);
            case Block.Reasoning reasoning -> {
                Signature signature = reasoning.signature();
                if (signature == null || !signature.isOf(draft.target().provider())) {
                    losses.add(block.source().path(), "reasoning goes back to its issuer alone");
                } else {
                    speak(block);
                }
            }
            default -> losses.add(block.source().path(), "only a user shows pictures and files here");
        }
    }

    private void speak(Block block) {
        blocks.write(block, content("assistant"));
        dropEmpty();
    }

    /** The content to append to: of the last message where the role is the same, since roles must alternate. */
    private ArrayNode content(String role) {
        JsonNode last = messages.path(messages.size() - 1);
        if (last.path("role").asText().equals(role) && last.path("content") instanceof ArrayNode content) {
            return content;
        }
        return messages.addObject().put("role", role).putArray("content");
    }

    /** A message without content is refused. */
    private void dropEmpty() {
        if (messages.path(messages.size() - 1).path("content").isEmpty()) {
            messages.remove(messages.size() - 1);
        }
    }

    /** An answer to be continued must not end with white space: it is answered with 400. */
    private void trimPrefill(Conversation conversation) {
        JsonNode last = messages.path(messages.size() - 1);
        JsonNode content = last.path("content");
        if (!last.path("role").asText().equals("assistant")
                || !(content.path(content.size() - 1) instanceof ObjectNode block)
                || !block.path("text").isTextual()) {
            return;
        }
        String text = block.path("text").textValue();
        if (!text.equals(text.stripTrailing())) {
            block.put("text", text.stripTrailing());
            List<Block> spoken = conversation.turns().getLast().blocks();
            String path = spoken.isEmpty()
                    ? conversation.turns().getLast().source().path()
                    : spoken.getLast().source().path();
            losses.add(path, "white space at the end of an answer to be continued");
        }
    }
}
