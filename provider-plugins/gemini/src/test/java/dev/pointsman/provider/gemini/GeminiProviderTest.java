package dev.pointsman.provider.gemini;

import dev.pointsman.provider.testkit.ProviderContract;
import dev.pointsman.provider.testkit.Traffic;
import java.util.Map;

class GeminiProviderTest extends ProviderContract {

    GeminiProviderTest() {
        super(new GeminiFactory(), Traffic.gemini());
    }

    @Override
    protected Map<String, String> lacking() {
        return Map.of("tellsTheVendorsRateLimits", "Google tells limits in the body of a 429 alone");
    }
}
