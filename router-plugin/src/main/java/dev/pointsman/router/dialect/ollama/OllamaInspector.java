package dev.pointsman.router.dialect.ollama;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.router.dialect.AnswerFacts;
import dev.pointsman.router.dialect.FrameInspector;
import dev.pointsman.router.dialect.InBandError;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees what Ollama's lines tell; a whole answer is one such line. The terminal mark is {@code done: true}. */
final class OllamaInspector implements FrameInspector {

    /** The client's own limit, and what a request without a prompt is for. */
    private static final Set<String> EMPTY_IS_FINE = Set.of("length", "load", "unload");

    private final boolean streaming;
    private AnswerFacts facts = new AnswerFacts();
    private boolean done;
    private boolean counted;
    private long promptTokens;
    private long answerTokens;
    private @Nullable InBandError error;

    OllamaInspector(boolean streaming) {
        this.streaming = streaming;
    }

    @Override
    public void inspect(Frame frame, AnswerFacts answer) throws IOException {
        facts = answer;
        StrictJson.object(frame.payload(), this::member);
        if (error != null) {
            throw error.exception();
        }
        if (!streaming && !done) {
            throw new ProviderException(new Malformed("the answer is not marked as done"));
        }
        if (counted) {
            facts.usage(Usage.of(promptTokens, answerTokens));
        }
        facts.ended(done);
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "message" -> StrictJson.members(value, this::messageMember);
            case "response", "thinking" -> facts.text(StrictJson.textLength(value));
            case "model" -> facts.servedModel(StrictJson.text(value));
            case "done" -> done = value.currentToken() == JsonToken.VALUE_TRUE;
            case "done_reason" -> finish(StrictJson.text(value));
            // Left out when the whole prompt was in the cache.
            case "prompt_eval_count" -> promptTokens = value.getValueAsLong();
            case "eval_count" -> {
                counted = true;
                answerTokens = value.getValueAsLong();
            }
            case "error" -> {
                if (value.currentToken() != JsonToken.VALUE_NULL) {
                    error = InBandError.read(value);
                }
            }
            default -> {}
        }
    }

    private void finish(String reason) {
        if (reason.isEmpty()) {
            return;
        }
        facts.finish(reason);
        if (EMPTY_IS_FINE.contains(reason) && !facts.hasContent()) {
            facts.content(0);
        }
    }

    private void messageMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "content", "thinking" -> facts.text(StrictJson.textLength(value));
            case "tool_calls" -> StrictJson.elements(value, call -> facts.content(StrictJson.weight(call)));
            default -> {}
        }
    }
}
