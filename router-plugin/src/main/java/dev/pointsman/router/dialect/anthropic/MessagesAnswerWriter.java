package dev.pointsman.router.dialect.anthropic;

import static dev.pointsman.router.dialect.anthropic.MessagesSpoke.MESSAGES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;

/** Writes a whole answer as an Anthropic message. */
final class MessagesAnswerWriter {

    private final AnswerTerms terms;
    private final Losses losses;
    private final MessagesBlockWriter blocks;

    MessagesAnswerWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
        this.blocks = new MessagesBlockWriter(losses);
    }

    ObjectNode write(Answer answer) {
        ObjectNode body = TreeJson.object();
        return answer.source().is(MESSAGES) ? restored(answer, body) : translated(answer, body);
    }

    private ObjectNode restored(Answer answer, ObjectNode body) {
        if (answer.id() != null) {
            body.put("id", answer.id());
        }
        if (answer.model() != null) {
            body.put("model", answer.model());
        }
        Answer.Choice choice = answer.choices().getFirst();
        blocks.restore(choice.blocks(), false, "content", body);
        Finish finish = choice.finish();
        if (finish != null) {
            body.put("stop_reason", finish.raw());
            if (finish.stopSequence() != null) {
                body.put("stop_sequence", finish.stopSequence());
            }
        }
        answer.source().restore(body);
        return body;
    }

    private ObjectNode translated(Answer answer, ObjectNode body) {
        Answer.Choice choice = answer.choices().getFirst();
        body.put("id", answer.id() == null ? "msg_" + terms.clock().instant().toEpochMilli() : answer.id());
        body.put("type", "message").put("role", "assistant");
        body.put("model", answer.model() == null ? terms.model() : answer.model());
        content(choice, body.putArray("content"));
        Finish finish = choice.finish();
        body.put("stop_reason", finish == null ? null : MessagesFinish.write(finish));
        body.put("stop_sequence", finish == null ? null : finish.stopSequence());
        TokenUsage usage = answer.usage();
        body.set("usage", MessagesUsage.write(usage == null ? Usage.none() : usage.unified()));
        losses.extras(choice.source());
        losses.extras(answer.source());
        answer.choices().stream()
                .skip(1)
                .forEach(more -> losses.add(more.source().path(), "one answer only"));
        return body;
    }

    private void content(Answer.Choice choice, ArrayNode content) {
        for (Block block : choice.blocks()) {
            if (block instanceof Block.Reasoning reasoning) {
                reasoning(reasoning, content);
                continue;
            }
            JsonNode node = blocks.write(block);
            if (node != null) {
                content.add(node);
            }
        }
    }

    private void reasoning(Block.Reasoning reasoning, ArrayNode content) {
        if (!terms.showsReasoning()) {
            losses.add(reasoning.source().path(), "reasoning was not asked for");
            return;
        }
        Signature signature = reasoning.signature();
        Signature owned = signature == null ? new Signature("", terms.provider()) : signature;
        // Marked with its issuer, so that it goes back to nobody else.
        String marked = owned.marked(terms.provider());
        ObjectNode block = TreeJson.object();
        if (reasoning.redacted()) {
            block.put("type", "redacted_thinking").put("data", marked);
        } else {
            block.put("type", "thinking").put("thinking", reasoning.text()).put("signature", marked);
        }
        content.add(block);
        losses.extras(reasoning.source());
    }
}
