package dev.pointsman.provider.ollama;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.RecordedTrafficContract;
import java.net.URI;
import java.util.Map;

class RecordedChatTest extends RecordedTrafficContract {

    RecordedChatTest() {
        super(new OllamaFactory(), Dialect.OLLAMA_CHAT, "ollama-chat");
    }

    @Override
    protected Map<String, Object> settings(URI vendor) {
        return Map.of("type", "ollama", "baseUrl", vendor.toString(), "locality", "local");
    }
}
