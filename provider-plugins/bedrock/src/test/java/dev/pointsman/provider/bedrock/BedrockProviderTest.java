package dev.pointsman.provider.bedrock;

import dev.pointsman.provider.testkit.ProviderContract;
import dev.pointsman.provider.testkit.Traffic;
import java.net.URI;
import java.util.Map;

class BedrockProviderTest extends ProviderContract {

    private static final String NO_EVENTS = "Bedrock streams binary messages, which have none of the grammar of events";

    BedrockProviderTest() {
        super(new BedrockFactory(), Traffic.bedrockConverse());
    }

    @Override
    protected Map<String, Object> settings(URI vendor) {
        return Map.of(
                "type", "bedrock",
                "region", "eu-central-1",
                "baseUrl", vendor.toString(),
                "controlUrl", vendor.toString(),
                "locality", "local");
    }

    @Override
    protected Map<String, String> lacking() {
        return Map.of(
                "readsLinesThatEndInCrLf", NO_EVENTS,
                "readsDataWithoutASpaceBehindTheColon", NO_EVENTS,
                "joinsTheLinesOfOneEvent", NO_EVENTS,
                "leavesOutComments", NO_EVENTS,
                "cancelsWhileOnlyCommentsCome", NO_EVENTS,
                "tellsTheVendorsRateLimits", "AWS tells no limits in headers");
    }
}
