package dev.pointsman.provider.bedrock;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.RecordedTrafficContract;
import java.net.URI;
import java.util.Map;

class RecordedConverseTest extends RecordedTrafficContract {

    RecordedConverseTest() {
        super(new BedrockFactory(), Dialect.BEDROCK_CONVERSE, "bedrock-converse");
    }

    @Override
    protected Map<String, Object> settings(URI vendor) {
        return Map.of("region", "us-east-1", "baseUrl", vendor.toString(), "locality", "local");
    }

    @Override
    protected Map<String, String> failures() {
        return Map.of("test-converse-with-invalid-model--0", "model_unavailable");
    }
}
