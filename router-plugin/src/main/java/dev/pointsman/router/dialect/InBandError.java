package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.ModelUnavailable;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.QuotaExhausted;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.Refused;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error that a vendor tells inside an answer which began with HTTP 200. The shapes differ little: an object or a text, with a
 * message, a type or status, and a code that may be a number. The words are looked at before the numbers, since vendors are
 * careful with the former.
 */
public final class InBandError {

    private static final List<String> CONTEXT = List.of(
            "context_length",
            "context length",
            "context window",
            "prompt is too long",
            "prompt too long",
            "input is too long",
            "exceed context limit",
            "request_too_large");

    private String message = "";
    private final StringBuilder names = new StringBuilder();
    private int status;

    /** Reads the current value: the object or text under {@code error}, or the event that is the error. */
    public static InBandError read(JsonParser value) throws IOException {
        InBandError error = new InBandError();
        if (value.currentToken() == JsonToken.VALUE_STRING) {
            error.message = value.getText();
        }
        StrictJson.members(value, error::member);
        return error;
    }

    /** One member of an error whose members lie in a frame themselves. */
    public void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "message" -> message = StrictJson.text(value);
            case "code", "status", "status_code", "type" -> {
                // As a number or as a text; a code that is no status has no case below.
                status = value.getValueAsInt(status);
                names.append(StrictJson.text(value).toLowerCase(Locale.ROOT)).append(' ');
            }
            case "error" -> {
                InBandError inner = read(value);
                message = inner.message.isEmpty() ? message : inner.message;
                names.append(inner.names);
                status = inner.status == 0 ? status : inner.status;
            }
            default -> {}
        }
    }

    public ProviderException exception() {
        return new ProviderException(failure(), status == 0 ? null : status, null);
    }

    private ProviderFailure failure() {
        String lowerMessage = message.toLowerCase(Locale.ROOT);
        if (CONTEXT.stream().anyMatch(words -> named(words) || lowerMessage.contains(words))) {
            return new ContextTooLong();
        }
        if (named("tool_use_failed") || named("malformed")) {
            return new Malformed("the model wrote a tool call that is none");
        }
        if (named("content_filter") || named("content_policy") || named("safety")) {
            return new Refused(words());
        }
        if (named("insufficient_quota") || named("billing") || named("payment_required")) {
            return new QuotaExhausted();
        }
        if (named("rate_limit") || named("resource_exhausted") || named("throttl")) {
            return new RateLimited(null);
        }
        if (named("authentication") || named("permission") || named("unauthenticated") || named("invalid_api_key")) {
            return new Unauthorized();
        }
        if (named("not_found")) {
            return new ModelUnavailable();
        }
        if (named("overloaded") || named("server_error") || named("api_error") || named("unavailable")) {
            return new Overloaded();
        }
        return byStatus();
    }

    private ProviderFailure byStatus() {
        return switch (status) {
            case 401, 403 -> new Unauthorized();
            case 402 -> new QuotaExhausted();
            case 404 -> new ModelUnavailable();
            case 429 -> new RateLimited(null);
            case 400, 413, 422 -> new InvalidRequest(status, words());
            default -> named("invalid") ? new InvalidRequest(400, words()) : new Overloaded();
        };
    }

    private boolean named(String word) {
        return names.indexOf(word) >= 0;
    }

    private @Nullable CallerText words() {
        return message.isBlank() ? null : CallerText.of(message);
    }
}
