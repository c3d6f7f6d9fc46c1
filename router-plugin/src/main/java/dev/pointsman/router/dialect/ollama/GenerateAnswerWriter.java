package dev.pointsman.router.dialect.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.TreeJson;

/** Writes a whole answer as a generate's: one text, and what was thought beside it. */
final class GenerateAnswerWriter {

    private final AnswerTerms terms;
    private final Losses losses;

    GenerateAnswerWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
    }

    ObjectNode write(Answer answer) {
        ObjectNode body = TreeJson.object().put("model", answer.model() == null ? terms.model() : answer.model());
        body.put("created_at", terms.clock().instant().toString());
        Answer.Choice choice = answer.choices().getFirst();
        StringBuilder response = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        choice.blocks().forEach(block -> append(block, response, thinking));
        body.put("response", response.toString());
        if (!thinking.isEmpty()) {
            body.put("thinking", thinking.toString());
        }
        OllamaAnswerWriter.finish(body, choice.finish(), answer.usage(), losses);
        OllamaAnswerWriter.rest(answer, losses);
        return body;
    }

    private void append(Block block, StringBuilder response, StringBuilder thinking) {
        switch (block) {
            case Block.Text text -> response.append(text.text());
            case Block.Reasoning reasoning -> {
                thinking.append(reasoning.text());
                if (reasoning.signature() != null) {
                    losses.add(reasoning.signaturePath());
                }
            }
            default -> {
                losses.add(block.source().path());
                return;
            }
        }
        losses.extras(block.source());
    }
}
