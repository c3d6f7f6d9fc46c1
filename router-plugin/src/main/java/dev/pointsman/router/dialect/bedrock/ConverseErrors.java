package dev.pointsman.router.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.ModelUnavailable;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.router.dialect.TreeJson;

/** What stands in the place of an answer: a stream's exceptions, as ConverseStream documents them, and its bare message. */
final class ConverseErrors {

    private ConverseErrors() {}

    static boolean isException(String frame) {
        return frame.endsWith("Exception");
    }

    static ProviderException exception(String frame) {
        return new ProviderException(
                switch (frame) {
                    case "throttlingException" -> new RateLimited(null);
                    case "validationException" -> new InvalidRequest(400, null);
                    case "modelNotReadyException" -> new ModelUnavailable();
                    default -> new Overloaded();
                });
    }

    /** An error that came with the status of success has a message and nothing else. */
    static void check(JsonNode answer) {
        if (answer.path("message").isTextual() && !answer.has("output")) {
            throw TreeJson.inBandError(answer);
        }
    }
}
