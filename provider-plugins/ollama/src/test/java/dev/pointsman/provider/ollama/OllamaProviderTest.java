package dev.pointsman.provider.ollama;

import dev.pointsman.provider.testkit.ProviderContract;
import dev.pointsman.provider.testkit.Traffic;
import java.net.URI;
import java.util.Map;

class OllamaProviderTest extends ProviderContract {

    private static final String NO_EVENTS = "Ollama streams lines of JSON, which have none of the grammar of events";

    OllamaProviderTest() {
        super(new OllamaFactory(), Traffic.ollamaChat());
    }

    @Override
    protected Map<String, Object> settings(URI vendor) {
        return Map.of("type", "ollama", "baseUrl", vendor.toString(), "locality", "local");
    }

    @Override
    protected Map<String, String> lacking() {
        return Map.of(
                "readsLinesThatEndInCrLf", NO_EVENTS,
                "readsDataWithoutASpaceBehindTheColon", NO_EVENTS,
                "joinsTheLinesOfOneEvent", NO_EVENTS,
                "leavesOutComments", NO_EVENTS,
                "cancelsWhileOnlyCommentsCome", NO_EVENTS,
                "tellsTheVendorsRateLimits", "Ollama has no limits that it could tell");
    }
}
