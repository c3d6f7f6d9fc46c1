package dev.pointsman.provider.openai;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.RecordedExchange;
import dev.pointsman.provider.testkit.RecordedTrafficContract;

class RecordedEmbeddingsTest extends RecordedTrafficContract {

    RecordedEmbeddingsTest() {
        super(new OpenAiFactory(), Dialect.OPENAI_EMBEDDINGS, "embeddings");
    }

    @Override
    protected boolean concerns(RecordedExchange exchange) {
        return exchange.vendor().equals("openai");
    }
}
