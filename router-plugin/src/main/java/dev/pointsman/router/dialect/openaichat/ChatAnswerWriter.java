package dev.pointsman.router.dialect.openaichat;

import static dev.pointsman.router.dialect.openaichat.ChatSpoke.CHAT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;

/** Writes a whole answer as a chat completion. */
final class ChatAnswerWriter {

    /** OpenRouter's name for this form, which clients already send back. */
    static final String SIGNED_FORMAT = "anthropic-claude-v1";

    private final AnswerTerms terms;
    private final Losses losses;
    private final ChatMessageWriter parts;

    ChatAnswerWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
        this.parts = new ChatMessageWriter(losses);
    }

    ObjectNode write(Answer answer) {
        ObjectNode body = TreeJson.object();
        boolean home = answer.source().is(CHAT);
        if (answer.id() != null || !home) {
            body.put("id", answer.id() == null ? "chatcmpl-" + created() : answer.id());
        }
        if (!home) {
            body.put("object", "chat.completion").put("created", created());
        }
        if (answer.model() != null || !home) {
            body.put("model", answer.model() == null ? terms.model() : answer.model());
        }
        ArrayNode choices = body.putArray("choices");
        for (Answer.Choice choice : answer.choices()) {
            choices.add(home ? restored(choice) : choice(choice, choices.size()));
        }
        TokenUsage usage = answer.usage();
        if (usage != null && !home) {
            body.set("usage", ChatTokens.write(usage.unified()));
            losses.extras(usage.source());
        }
        losses.carry(answer.source(), CHAT, body);
        return body;
    }

    private long created() {
        return terms.clock().instant().getEpochSecond();
    }

    private ObjectNode restored(Answer.Choice choice) {
        ObjectNode node = TreeJson.object();
        if (choice.finish() != null) {
            node.put("finish_reason", choice.finish().raw());
        }
        if (!choice.blocks().isEmpty()) {
            parts.restore(choice.blocks(), node.putObject("message"));
        }
        choice.source().restore(node);
        return node;
    }

    private ObjectNode choice(Answer.Choice choice, int index) {
        ObjectNode node = TreeJson.object().put("index", index);
        message(choice.blocks(), node.putObject("message"));
        Finish finish = choice.finish();
        if (finish != null) {
            node.put("finish_reason", ChatFinish.write(finish));
            ChatLosses.finish(finish, losses);
        }
        losses.extras(choice.source());
        return node;
    }

    private void message(List<Block> blocks, ObjectNode message) {
        message.put("role", "assistant");
        StringBuilder text = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        ArrayNode details = TreeJson.object().putArray("reasoning_details");
        ArrayNode calls = TreeJson.object().putArray("tool_calls");
        for (Block block : blocks) {
            switch (block) {
                case Block.Text spoken -> {
                    text.append(spoken.text());
                    losses.extras(spoken.source());
                }
                case Block.ToolCall call -> calls.add(parts.toolCall(call));
                case Block.Reasoning reasoning -> {
                    thought.append(reasoning.text());
                    detail(reasoning, details);
                    losses.extras(reasoning.source());
                }
                default -> losses.add(block.source().path());
            }
        }
        message.put("content", text.isEmpty() ? null : text.toString());
        if (!thought.isEmpty()) {
            message.put("reasoning_content", thought.toString());
        }
        if (!details.isEmpty()) {
            message.set("reasoning_details", details);
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
    }

    /** The only slot of this dialect that brings a signature back in the next request. */
    private void detail(Block.Reasoning reasoning, ArrayNode details) {
        Signature signature = reasoning.signature();
        if (signature != null) {
            details.add(detail(reasoning.text(), signature.marked(terms.provider()), reasoning.redacted())
                    .put("index", details.size()));
        }
    }

    static ObjectNode detail(String text, String signature, boolean redacted) {
        ObjectNode detail = TreeJson.object().put("type", redacted ? "reasoning.encrypted" : "reasoning.text");
        if (redacted) {
            detail.put("data", signature);
        } else {
            detail.put("text", text).put("signature", signature);
        }
        return detail.put("format", SIGNED_FORMAT);
    }
}
