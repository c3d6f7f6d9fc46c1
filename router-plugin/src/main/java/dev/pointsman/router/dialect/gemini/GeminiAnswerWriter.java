package dev.pointsman.router.dialect.gemini;

import static dev.pointsman.router.dialect.gemini.GeminiSpoke.GEMINI;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Writes a whole answer as Gemini's. */
final class GeminiAnswerWriter {

    private final AnswerTerms terms;
    private final Losses losses;
    private final GeminiPartWriter parts;

    GeminiAnswerWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
        this.parts = new GeminiPartWriter(losses);
    }

    ObjectNode write(Answer answer) {
        ObjectNode body = TreeJson.object();
        boolean home = answer.source().is(GEMINI);
        if (answer.id() != null) {
            body.put("responseId", answer.id());
        }
        if (answer.model() != null || !home) {
            body.put("modelVersion", answer.model() == null ? terms.model() : answer.model());
        }
        for (Answer.Choice choice : answer.choices()) {
            if (!choice.source().path().equals("$.promptFeedback")) {
                ArrayNode candidates = body.withArray("candidates");
                candidates.add(home ? restored(choice) : choice(choice, candidates.size()));
            }
        }
        TokenUsage usage = answer.usage();
        if (usage != null && !home) {
            body.set("usageMetadata", GeminiTokens.write(usage.unified()));
            losses.extras(usage.source());
            GeminiTokens.losses(usage, losses);
        }
        losses.carry(answer.source(), GEMINI, body);
        return body;
    }

    private ObjectNode restored(Answer.Choice choice) {
        ObjectNode node = TreeJson.object();
        ArrayNode list = TreeJson.object().putArray("parts");
        choice.blocks().forEach(block -> parts.restore(block, list));
        if (!list.isEmpty()) {
            node.putObject("content").set("parts", list);
        }
        choice.source().restore(node);
        return node;
    }

    private ObjectNode choice(Answer.Choice choice, int index) {
        ObjectNode node = TreeJson.object();
        ArrayNode list = node.putObject("content").putArray("parts");
        ((ObjectNode) node.path("content")).put("role", "model");
        for (Block block : choice.blocks()) {
            if (block instanceof Block.Reasoning reasoning) {
                reasoning(reasoning, list);
                continue;
            }
            JsonNode part = parts.write(block);
            if (part != null) {
                list.add(part);
            }
        }
        Finish finish = choice.finish();
        if (finish != null) {
            node.put("finishReason", GeminiFinish.write(finish, losses));
        }
        losses.extras(choice.source());
        return node.put("index", index);
    }

    private void reasoning(Block.Reasoning reasoning, ArrayNode list) {
        if (!terms.showsReasoning()) {
            losses.add(reasoning.source().path(), "reasoning was not asked for");
            return;
        }
        // Reasoning without a signature must still go back to its issuer alone.
        Signature signature =
                reasoning.signature() == null ? new Signature("", terms.provider()) : reasoning.signature();
        list.addObject()
                .put("text", reasoning.text())
                .put("thought", true)
                .put(
                        "thoughtSignature",
                        ThoughtSignatures.wrap(signature.marked(terms.provider()), reasoning.redacted()));
        losses.extras(reasoning.source());
    }
}
