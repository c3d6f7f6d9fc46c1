package dev.pointsman.router.dialect.openaiembeddings;

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
import org.jspecify.annotations.Nullable;

/** Sees what an embeddings answer tells: vectors are content, but have no characters. */
final class EmbeddingsInspector implements FrameInspector {

    private AnswerFacts facts = new AnswerFacts();
    private boolean hasData;
    private @Nullable InBandError error;

    @Override
    public void inspect(Frame frame, AnswerFacts answer) throws IOException {
        facts = answer;
        StrictJson.object(frame.payload(), this::member);
        if (error != null) {
            throw error.exception();
        }
        if (!hasData) {
            throw new ProviderException(new Malformed("the answer has no data"));
        }
        facts.ended(true);
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "data" -> {
                hasData = value.currentToken() == JsonToken.START_ARRAY;
                StrictJson.elements(value, vector -> facts.content(0));
            }
            case "model" -> facts.servedModel(StrictJson.text(value));
            case "usage" -> usage(value);
            case "error" -> {
                if (value.currentToken() != JsonToken.VALUE_NULL) {
                    error = InBandError.read(value);
                }
            }
            default -> {}
        }
    }

    private void usage(JsonParser value) throws IOException {
        StrictJson.members(value, (name, number) -> {
            if (name.equals("prompt_tokens")) {
                facts.usage(Usage.of(number.getValueAsLong(), 0));
            }
        });
    }
}
