package dev.pointsman.router.dialect.anthropic;

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
import org.jspecify.annotations.Nullable;

/** Sees what a whole message tells. */
final class WholeMessageInspector implements FrameInspector {

    private final MessageUsage usage = new MessageUsage();
    private AnswerFacts facts = new AnswerFacts();
    private boolean hasContentArray;
    private @Nullable InBandError error;
    private String stopReason = "";

    @Override
    public void inspect(Frame frame, AnswerFacts answer) throws IOException {
        facts = answer;
        StrictJson.object(frame.payload(), this::member);
        if (error != null) {
            throw error.exception();
        }
        if (!hasContentArray) {
            throw new ProviderException(new Malformed("the message has no content"));
        }
        ContentBlocks.stop(stopReason, facts);
        facts.ended(true);
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "content" -> {
                hasContentArray = value.currentToken() == JsonToken.START_ARRAY;
                StrictJson.elements(value, block -> ContentBlocks.read(block, facts));
            }
            case "usage" -> usage.read(value, facts);
            case "model" -> facts.servedModel(StrictJson.text(value));
            case "stop_reason" -> stopReason = StrictJson.text(value);
            case "error" -> {
                if (value.currentToken() != JsonToken.VALUE_NULL) {
                    error = InBandError.read(value);
                }
            }
            default -> {}
        }
    }
}
