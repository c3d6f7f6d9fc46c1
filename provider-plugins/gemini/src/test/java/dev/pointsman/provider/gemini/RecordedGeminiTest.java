package dev.pointsman.provider.gemini;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.RecordedTrafficContract;
import java.util.Map;

class RecordedGeminiTest extends RecordedTrafficContract {

    RecordedGeminiTest() {
        super(new GeminiFactory(), Dialect.GEMINI_GENERATE, "gemini-generate");
    }

    @Override
    protected Map<String, String> failures() {
        return Map.of("generate--12069--0", "context_too_long", "google-429-retry-info", "rate_limited");
    }
}
