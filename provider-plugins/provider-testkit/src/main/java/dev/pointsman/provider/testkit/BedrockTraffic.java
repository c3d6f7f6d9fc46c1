package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.util.List;
import java.util.Map;

/** Bedrock Converse as AWS answers it. */
final class BedrockTraffic {

    private static final String USAGE = "\"usage\":{\"inputTokens\":9,\"outputTokens\":2,\"totalTokens\":11}";

    private BedrockTraffic() {}

    static Traffic make() {
        return new Traffic(
                Dialect.BEDROCK_CONVERSE,
                Wire.AWS_EVENT_STREAM,
                List.of(event("messageStart", "{\"role\":\"assistant\"}")),
                text -> event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"}}"),
                List.of(
                        event("contentBlockStop", "{\"contentBlockIndex\":0}"),
                        event("messageStop", "{\"stopReason\":\"end_turn\"}"),
                        event("metadata", "{" + USAGE + ",\"metrics\":{\"latencyMs\":12}}")),
                event("serviceUnavailableException", "{\"message\":\"Bedrock is unable to process your request.\"}"),
                "{\"metrics\":{\"latencyMs\":12},\"output\":{\"message\":{\"role\":\"assistant\",\"content\":"
                        + "[{\"text\":\"Hello\"}]}},\"stopReason\":\"end_turn\"," + USAGE + "}",
                "{\"__type\":\"com.amazon.coral.availability#ServiceUnavailableException\",\"message\":\"try later\"}",
                message -> "{\"message\":\"" + message + "\"}",
                "{\"message\":\"The model returned the following errors: Input is too long for requested model.\"}",
                "{\"modelSummaries\":[{\"modelId\":\"model-a\",\"outputModalities\":[\"TEXT\"]},"
                        + "{\"modelId\":\"model-b\",\"outputModalities\":[\"TEXT\"]}]}",
                "authorization",
                "Bearer ",
                Map.of(),
                "x-amzn-requestid");
    }

    private static Frame event(String type, String json) {
        return new Frame(type, Payload.ofUtf8(json));
    }
}
