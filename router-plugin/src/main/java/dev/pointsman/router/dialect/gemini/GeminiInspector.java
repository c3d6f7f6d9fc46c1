package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.router.dialect.AnswerFacts;
import dev.pointsman.router.dialect.FrameInspector;
import dev.pointsman.router.dialect.InBandError;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees what generateContent tells; a stream's chunks have the shape of whole answers. The terminal mark is a finish reason for
 * every candidate that began, or the reason why the prompt was blocked.
 */
final class GeminiInspector implements FrameInspector {

    /** Reasons that may end an answer without a word: the client's own limit, and the filters, which are the answer. */
    private static final Set<String> EMPTY_IS_FINE = Set.of(
            "MAX_TOKENS",
            "SAFETY",
            "RECITATION",
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "MODEL_ARMOR",
            "IMAGE_SAFETY",
            // Vertex wrote MAX_TOKENS and SAFETY as numbers for a while.
            "2",
            "3");

    private final boolean streaming;
    private final GeminiUsage usage = new GeminiUsage();
    private AnswerFacts facts = new AnswerFacts();

    /** One bit per candidate, the 64th for all beyond. */
    private long begunCandidates;

    private long finishedCandidates;

    private int candidateIndex;
    private String finishReason = "";
    private boolean blocked;
    private @Nullable InBandError error;

    GeminiInspector(boolean streaming) {
        this.streaming = streaming;
    }

    @Override
    public void inspect(Frame frame, AnswerFacts answer) throws IOException {
        facts = answer;
        StrictJson.object(frame.payload(), this::member);
        if (error != null) {
            throw error.exception();
        }
        if (!streaming && begunCandidates == 0 && !blocked) {
            throw new ProviderException(new Malformed("the answer has no candidates"));
        }
        boolean complete = begunCandidates != 0 && (!streaming || begunCandidates == finishedCandidates);
        facts.ended(complete || blocked);
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "candidates" -> StrictJson.elements(value, this::candidate);
            case "promptFeedback" -> StrictJson.members(value, this::feedback);
            case "usageMetadata" -> usage.read(value, facts);
            case "modelVersion" -> facts.servedModel(StrictJson.text(value));
            case "error" -> {
                if (value.currentToken() != JsonToken.VALUE_NULL) {
                    error = InBandError.read(value);
                }
            }
            default -> {}
        }
    }

    private void feedback(String name, JsonParser value) throws IOException {
        if (name.equals("blockReason") && value.currentToken().isScalarValue()) {
            blocked = true;
            facts.finish(value.getText());
            facts.content(0);
        }
    }

    private void candidate(JsonParser candidate) throws IOException {
        candidateIndex = 0;
        finishReason = "";
        StrictJson.members(candidate, (name, value) -> {
            switch (name) {
                case "index" -> candidateIndex = Math.clamp(value.getValueAsInt(), 0, 63);
                case "content" -> StrictJson.members(value, this::contentMember);
                case "finishReason" -> {
                    if (value.currentToken() != JsonToken.VALUE_NULL) {
                        finishReason = value.getText();
                    }
                }
                default -> {}
            }
        });
        begunCandidates |= 1L << candidateIndex;
        if (!finishReason.isEmpty()) {
            finishedCandidates |= 1L << candidateIndex;
            facts.finish(finishReason);
            if (EMPTY_IS_FINE.contains(finishReason) && !facts.hasContent()) {
                facts.content(0);
            }
        }
    }

    private void contentMember(String name, JsonParser value) throws IOException {
        if (name.equals("parts")) {
            StrictJson.elements(value, part -> StrictJson.members(part, this::partMember));
        }
    }

    /** Whatever a part holds is shown, but for its signature and its marks. */
    private void partMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "text" -> facts.text(StrictJson.textLength(value));
            case "inlineData" -> facts.content(0);
            case "thoughtSignature" -> facts.signature(ThoughtSignatures.normal(StrictJson.text(value)));
            default -> {
                if (value.currentToken() == JsonToken.START_OBJECT) {
                    facts.content(StrictJson.weight(value));
                }
            }
        }
    }
}
