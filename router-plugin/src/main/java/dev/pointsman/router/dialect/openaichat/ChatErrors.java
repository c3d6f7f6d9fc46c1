package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.List;
import java.util.Locale;

/** Errors that come with status 200: in the place of an answer, or as a chunk of a stream. */
final class ChatErrors {

    private ChatErrors() {}

    static void check(JsonNode frame) {
        JsonNode error = frame.path("error");
        if (error.isObject() || error.isTextual()) {
            throw new ProviderException(failure(error));
        }
    }

    static ProviderFailure failure(JsonNode error) {
        int status = status(error);
        String words = (error.path("code").asText("") + " " + error.path("type").asText("")).toLowerCase(Locale.ROOT);
        if (words.contains("context_length_exceeded")) {
            return new ProviderFailure.ContextTooLong();
        }
        if (words.contains("content_filter") || words.contains("content_policy")) {
            return new ProviderFailure.Refused(reason(error));
        }
        if (words.contains("insufficient_quota") || status == 402) {
            return new ProviderFailure.QuotaExhausted();
        }
        if (words.contains("rate_limit") || status == 429) {
            return new ProviderFailure.RateLimited(null);
        }
        if (words.contains("authentication") || words.contains("invalid_api_key") || status == 401 || status == 403) {
            return new ProviderFailure.Unauthorized();
        }
        if (words.contains("model_not_found") || status == 404) {
            return new ProviderFailure.ModelUnavailable();
        }
        if (words.contains("invalid_request") || status == 400 || status == 413 || status == 422) {
            return new ProviderFailure.InvalidRequest(status == 0 ? 400 : status, reason(error));
        }
        return new ProviderFailure.Overloaded();
    }

    private static CallerText reason(JsonNode error) {
        return CallerText.of(error.path("message").asText(""));
    }

    /** OpenRouter writes a number into {@code code}, Groq into {@code status_code}; others write words. */
    private static int status(JsonNode error) {
        for (String name : List.of("code", "status_code", "status")) {
            if (error.path(name).isInt()) {
                return error.path(name).intValue();
            }
        }
        return 0;
    }
}
