package dev.pointsman.provider.openai;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.RecordedExchange;
import dev.pointsman.provider.testkit.RecordedTrafficContract;
import java.util.Map;

class RecordedChatTest extends RecordedTrafficContract {

    RecordedChatTest() {
        super(new OpenAiFactory(), Dialect.OPENAI_CHAT, "openai-chat");
    }

    @Override
    protected boolean concerns(RecordedExchange exchange) {
        return exchange.vendor().equals("openai");
    }

    @Override
    protected Map<String, String> failures() {
        return Map.of("openai-chat--121--0", "context_too_long");
    }
}
