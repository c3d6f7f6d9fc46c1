package dev.pointsman.router.dialect.ollama;

import static dev.pointsman.router.dialect.ollama.OllamaSpoke.OLLAMA;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer as Ollama's. */
final class OllamaAnswerWriter {

    private final AnswerTerms terms;
    private final Losses losses;

    OllamaAnswerWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
    }

    ObjectNode write(Answer answer) {
        boolean home = answer.source().is(OLLAMA);
        ObjectNode body = TreeJson.object();
        if (answer.model() != null || !home) {
            body.put("model", answer.model() == null ? terms.model() : answer.model());
        }
        Answer.Choice choice = answer.choices().getFirst();
        ObjectNode message = body.putObject("message");
        if (!home) {
            body.put("created_at", terms.clock().instant().toString());
            message.put("role", "assistant").put("content", "");
        }
        new OllamaMessages(losses, terms.provider()).write(shown(choice.blocks(), message, home), "", message);
        Finish finish = choice.finish();
        if (home) {
            if (finish != null && !finish.raw().isEmpty()) {
                body.put("done_reason", finish.raw());
            }
            answer.source().restore(body);
            return body;
        }
        TokenUsage usage = answer.usage();
        finish(body, finish, usage, losses);
        rest(answer, losses);
        return body;
    }

    /** Thinking is shown as text; a signature has no place here. */
    private List<Block> shown(List<Block> blocks, ObjectNode message, boolean home) {
        List<Block> rest = new ArrayList<>();
        StringBuilder thinking = new StringBuilder();
        for (Block block : blocks) {
            if (home || !(block instanceof Block.Reasoning reasoning)) {
                rest.add(block);
                continue;
            }
            thinking.append(reasoning.text());
            if (reasoning.signature() != null) {
                losses.add(reasoning.signaturePath());
            }
            losses.extras(reasoning.source());
        }
        if (!thinking.isEmpty()) {
            message.put("thinking", thinking.toString());
        }
        return rest;
    }

    /** What this dialect's end of an answer has no place for. */
    static void rest(Answer answer, Losses losses) {
        if (answer.usage() != null) {
            losses.extras(answer.usage().source());
        }
        losses.extras(answer.choices().getFirst().source());
        losses.extras(answer.source());
        answer.choices().stream()
                .skip(1)
                .forEach(more -> losses.add(more.source().path(), "one answer only"));
    }

    static void finish(ObjectNode body, @Nullable Finish finish, @Nullable TokenUsage told, Losses losses) {
        body.put("done", true);
        if (finish != null) {
            body.put("done_reason", word(finish));
            if (finish.stopSequence() != null) {
                losses.add("$.stop_sequence");
            }
        }
        Usage usage = told == null ? Usage.none() : told.unified();
        if (told != null && !usage.equals(Usage.of(usage.input(), usage.output()))) {
            losses.add(told.source().path(), "only the sums of input and output are told here");
        }
        body.put("total_duration", 0).put("prompt_eval_count", usage.input()).put("eval_count", usage.output());
    }

    private static String word(Finish finish) {
        return switch (finish.reason()) {
            case STOP, STOP_SEQUENCE, TOOL_CALLS -> "stop";
            case LENGTH -> "length";
            case REFUSED -> "content_filter";
            case OTHER -> finish.raw();
        };
    }
}
