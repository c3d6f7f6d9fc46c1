package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;

/** Errors that come with status 200: in the place of an answer, or as an event of a stream. */
final class MessagesErrors {

    private MessagesErrors() {}

    static void check(JsonNode frame) {
        if (frame.path("type").asText().equals("error") || frame.path("error").isObject()) {
            throw new ProviderException(failure(frame.path("error")));
        }
    }

    private static ProviderFailure failure(JsonNode error) {
        String message = error.path("message").asText("");
        return switch (error.path("type").asText("")) {
            case "rate_limit_error" -> new ProviderFailure.RateLimited(null);
            case "authentication_error", "permission_error" -> new ProviderFailure.Unauthorized();
            case "billing_error" -> new ProviderFailure.QuotaExhausted();
            case "not_found_error" -> new ProviderFailure.ModelUnavailable();
            case "request_too_large" -> new ProviderFailure.InvalidRequest(413, CallerText.of(message));
            case "invalid_request_error" ->
                // The vendor has no code for it: its words are all there is.
                message.contains("prompt is too long") || message.contains("exceed context limit")
                        ? new ProviderFailure.ContextTooLong()
                        : new ProviderFailure.InvalidRequest(400, CallerText.of(message));
            default -> new ProviderFailure.Overloaded();
        };
    }
}
