package dev.pointsman.router.dialect.openaiembeddings;

import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.dialect.FactsCollector;
import dev.pointsman.router.dialect.InvalidBody;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.dialect.StrictJson;
import java.util.concurrent.atomic.AtomicBoolean;

/** Walks one embeddings body: its input is a text, texts or token numbers, which weigh about as much as the text they stand for. */
final class EmbeddingsFacts {

    private EmbeddingsFacts() {}

    static RequestFacts of(ModelRequest request) {
        FactsCollector facts = new FactsCollector(request.streaming()).need(Capability.EMBEDDINGS);
        AtomicBoolean hasInput = new AtomicBoolean();
        StrictJson.request(request, (name, value) -> {
            switch (name) {
                case "input" -> {
                    JsonToken token = value.currentToken();
                    hasInput.set(token == JsonToken.VALUE_STRING || token == JsonToken.START_ARRAY);
                    facts.weigh(StrictJson.weight(value));
                }
                case "user" -> facts.user(StrictJson.text(value));
                default -> {}
            }
        });
        if (!hasInput.get()) {
            throw InvalidBody.because("input is missing: it is the text or the list of texts to embed.");
        }
        return facts.facts();
    }
}
