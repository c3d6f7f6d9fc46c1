package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import java.util.List;
import java.util.Map;

/** Gemini generateContent as Google answers it. */
final class GeminiTraffic {

    private static final String USAGE = "\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":2}";
    private static final String OVERLOADED =
            "{\"error\":{\"code\":503,\"message\":\"The model is overloaded.\",\"status\":\"UNAVAILABLE\"}}";

    private GeminiTraffic() {}

    static Traffic make() {
        return new Traffic(
                Dialect.GEMINI_GENERATE,
                Wire.SSE,
                List.of(Frame.ofUtf8("{\"responseId\":\"r1\",\"modelVersion\":\"model-a\"}")),
                text -> Frame.ofUtf8("{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"" + text
                        + "\"}]}}]}"),
                List.of(Frame.ofUtf8("{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]},"
                        + "\"finishReason\":\"STOP\"}]," + USAGE + "}")),
                Frame.ofUtf8(OVERLOADED),
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hello\"}]},"
                        + "\"finishReason\":\"STOP\"}],\"modelVersion\":\"model-a\"," + USAGE + "}",
                OVERLOADED,
                message -> "{\"error\":{\"message\":\"" + message + "\",\"status\":\"INVALID_ARGUMENT\"}}",
                "{\"error\":{\"code\":400,\"message\":\"The input token count (9) exceeds the maximum number of tokens "
                        + "allowed (8).\",\"status\":\"INVALID_ARGUMENT\"}}",
                "{\"models\":[{\"name\":\"models/model-a\",\"inputTokenLimit\":1000,"
                        + "\"supportedGenerationMethods\":[\"generateContent\"]},{\"name\":\"models/model-b\"}]}",
                "x-goog-api-key",
                "",
                Map.of(),
                "x-request-id");
    }
}
