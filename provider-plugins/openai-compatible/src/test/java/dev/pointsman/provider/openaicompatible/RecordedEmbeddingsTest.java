package dev.pointsman.provider.openaicompatible;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.RecordedExchange;
import dev.pointsman.provider.testkit.RecordedTrafficContract;

class RecordedEmbeddingsTest extends RecordedTrafficContract {

    RecordedEmbeddingsTest() {
        super(new OpenAiCompatibleFactory(), Dialect.OPENAI_EMBEDDINGS, "embeddings");
    }

    /** The fixtures name Ollama's own embeddings alike. */
    @Override
    protected boolean concerns(RecordedExchange exchange) {
        return !exchange.file().startsWith("ollama/");
    }
}
