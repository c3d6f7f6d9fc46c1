package dev.pointsman.provider.support;

import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.ModelUnavailable;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.QuotaExhausted;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What AWS Bedrock's exceptions mean. Their type stands in {@code x-amzn-errortype}, in {@code __type} of the body, or is the
 * name of a stream's event; statuses are shared by exceptions that mean different things. From the error pages of Converse and
 * ConverseStream and of AWS's common errors.
 */
enum BedrockFailures implements FailureTable {
    INSTANCE;

    private static final String TYPE_HEADER = "x-amzn-errortype";

    private static final List<String> MODEL_WORDS = List.of(
            "model identifier is invalid",
            "on-demand throughput isn",
            "you don't have access to the model",
            "operation not allowed",
            "end of its life",
            "this model version has reached");

    @Override
    public boolean needsBody(int status) {
        return true;
    }

    @Override
    public ProviderFailure ofStatus(int status, Map<String, List<String>> headers, ErrorBody body, Instant arrival) {
        String header = RetryAfter.first(headers, TYPE_HEADER);
        String type = name(header == null ? body.type() : header);
        ProviderFailure known = ofType(type, status, body, RetryAfter.read(headers, body, arrival));
        if (known != null) {
            return known;
        }
        return isAboutModel(body) && status < 500
                ? new ModelUnavailable()
                : FailureTable.standard().ofStatus(status, headers, body, arrival);
    }

    @Override
    public ProviderFailure inAnswer(ErrorBody body) {
        ProviderFailure known = ofType(name(body.type()), 400, body, null);
        return known == null ? new Overloaded() : known;
    }

    private static @Nullable ProviderFailure ofType(
            String type, int status, ErrorBody body, @Nullable Duration retryAfter) {
        return switch (type) {
            case "accessdeniedexception" -> isAboutModel(body) ? new ModelUnavailable() : new Unauthorized();
            case "expiredtokenexception",
                    "expiredtoken",
                    "incompletesignature",
                    "incompletesignatureexception",
                    "invalidclienttokenid",
                    "invalidsignatureexception",
                    "missingauthenticationtoken",
                    "missingauthenticationtokenexception",
                    "notauthorized",
                    "optinrequired",
                    "unrecognizedclientexception" -> new Unauthorized();
            case "throttlingexception", "throttling", "toomanyrequestsexception" -> new RateLimited(retryAfter);
            case "servicequotaexceededexception" -> new QuotaExhausted();
            case "resourcenotfoundexception" -> new ModelUnavailable();
            case "internalfailure",
                    "internalserverexception",
                    "modelerrorexception",
                    "modelnotreadyexception",
                    "modelstreamerrorexception",
                    "modeltimeoutexception",
                    "requestexpired",
                    "requesttimeoutexception",
                    "serviceunavailable",
                    "serviceunavailableexception" -> new Overloaded();
            case "validationexception", "validationerror" -> ofValidation(status, body);
            default -> null;
        };
    }

    private static ProviderFailure ofValidation(int status, ErrorBody body) {
        if (ErrorWords.tellContext(body)) {
            return new ContextTooLong();
        }
        if (isAboutModel(body)) {
            return new ModelUnavailable();
        }
        String message = body.message();
        return new InvalidRequest(status, message == null || message.isBlank() ? null : CallerText.of(message));
    }

    private static boolean isAboutModel(ErrorBody body) {
        return MODEL_WORDS.stream().anyMatch(body.words()::contains);
    }

    /** {@code ThrottlingException:http://…} in a header, {@code com.amazon…#ThrottlingException} in a body. */
    private static String name(@Nullable String type) {
        if (type == null) {
            return "";
        }
        String bare = type.substring(type.indexOf('#') + 1);
        int colon = bare.indexOf(':');
        return (colon < 0 ? bare : bare.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    }
}
