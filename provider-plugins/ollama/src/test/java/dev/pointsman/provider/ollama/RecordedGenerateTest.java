package dev.pointsman.provider.ollama;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.RecordedTrafficContract;
import java.net.URI;
import java.util.Map;

class RecordedGenerateTest extends RecordedTrafficContract {

    RecordedGenerateTest() {
        super(new OllamaFactory(), Dialect.OLLAMA_GENERATE, "ollama-generate");
    }

    @Override
    protected Map<String, Object> settings(URI vendor) {
        return Map.of("type", "ollama", "baseUrl", vendor.toString(), "locality", "local");
    }
}
