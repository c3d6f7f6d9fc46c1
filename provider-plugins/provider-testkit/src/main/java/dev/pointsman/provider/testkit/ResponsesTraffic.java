package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Dialect;
import java.util.List;
import java.util.Map;

/** OpenAI Responses as OpenAI answers it. */
final class ResponsesTraffic {

    private static final String OUTPUT = "\"output\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":"
            + "[{\"type\":\"output_text\",\"text\":\"Hello\"}]}]";

    private ResponsesTraffic() {}

    static Traffic make() {
        return new Traffic(
                Dialect.OPENAI_RESPONSES,
                Wire.SSE,
                List.of(
                        Traffic.event(
                                "response.created",
                                "\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\",\"model\":\"model-a\",\"error\":null}"),
                        Traffic.event(
                                "response.output_item.added",
                                "\"output_index\":0,\"item\":{\"id\":\"msg_1\",\"type\":\"message\"}")),
                text -> Traffic.event("response.output_text.delta", "\"output_index\":0,\"delta\":\"" + text + "\""),
                List.of(
                        Traffic.event("response.output_text.done", "\"output_index\":0,\"text\":\"Hello\""),
                        Traffic.event(
                                "response.completed",
                                "\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"model\":\"model-a\",\"error\":null,"
                                        + OUTPUT + ",\"usage\":{\"input_tokens\":9,\"output_tokens\":2}}")),
                Traffic.event(
                        "response.failed",
                        "\"response\":{\"id\":\"resp_1\",\"status\":\"failed\",\"error\":{\"code\":\"server_error\","
                                + "\"message\":\"The model failed to generate a response.\"}}"),
                "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"model-a\",\"error\":null,"
                        + OUTPUT + ",\"usage\":{\"input_tokens\":9,\"output_tokens\":2}}",
                "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"failed\",\"error\":{\"code\":\"server_error\","
                        + "\"message\":\"The model failed to generate a response.\"}}",
                message -> "{\"error\":{\"message\":\"" + message
                        + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}",
                "{\"error\":{\"message\":\"Your input exceeds the context window of this model.\",\"type\":"
                        + "\"invalid_request_error\",\"param\":\"input\",\"code\":\"context_length_exceeded\"}}",
                Traffic.MODELS,
                "authorization",
                "Bearer ",
                Map.of("x-ratelimit-remaining-requests", "41", "x-ratelimit-reset-requests", "6m0s"),
                "x-request-id");
    }
}
