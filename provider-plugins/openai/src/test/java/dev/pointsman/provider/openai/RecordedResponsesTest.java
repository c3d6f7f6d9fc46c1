package dev.pointsman.provider.openai;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.provider.testkit.RecordedExchange;
import dev.pointsman.provider.testkit.RecordedTrafficContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RecordedResponsesTest extends RecordedTrafficContract {

    RecordedResponsesTest() {
        super(new OpenAiFactory(), Dialect.OPENAI_RESPONSES, "openai-responses");
    }

    /** Up to the terminal event: OpenRouter adds another dialect's mark behind it, and one file holds four answers in a row. */
    @Override
    protected List<Frame> expected(RecordedExchange exchange) {
        List<Frame> expected = new ArrayList<>();
        for (Frame frame : exchange.frames()) {
            expected.add(frame);
            if (frame.payload().utf8().startsWith("{\"type\":\"response.completed\"")) {
                return expected;
            }
        }
        return expected;
    }

    @Override
    protected Map<String, String> failures() {
        return Map.of(
                "context-length-exceeded", "context_too_long",
                "response-create-error", "model_unavailable",
                "responses-create-api-error", "model_unavailable",
                "openai-error-1-chunks", "quota_exhausted");
    }
}
