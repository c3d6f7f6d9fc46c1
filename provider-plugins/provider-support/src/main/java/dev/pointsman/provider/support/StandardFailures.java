package dev.pointsman.provider.support;

import dev.pointsman.api.failure.CallerText;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table for most vendors. Status first, words where the status says too little. */
enum StandardFailures implements FailureTable {
    INSTANCE;

    @Override
    public boolean needsBody(int status) {
        return switch (status) {
            case 400, 403, 413, 422, 429, 500 -> true;
            default -> false;
        };
    }

    @Override
    public ProviderFailure ofStatus(int status, Map<String, List<String>> headers, ErrorBody body, Instant arrival) {
        Duration retryAfter = RetryAfter.read(headers, body, arrival);
        // Gemini's doors answer some 429 and 401 as 400 and say so in the body.
        int effective = status == 400 && body.codeAsStatus() != 0 ? body.codeAsStatus() : status;
        return failure(effective, body, retryAfter);
    }

    @Override
    public ProviderFailure inAnswer(ErrorBody body) {
        return failure(body.codeAsStatus() != 0 ? body.codeAsStatus() : statusByWords(body), body, null);
    }

    private static ProviderFailure failure(int status, ErrorBody body, @Nullable Duration retryAfter) {
        return switch (status) {
            case 400, 413, 422 -> ofRequest(status, body, retryAfter);
            case 401 -> new Unauthorized();
            case 402 -> new QuotaExhausted();
            case 403 -> ofForbidden(body);
            case 404, 405, 410 -> new ModelUnavailable();
            case 429 -> ErrorWords.tellQuota(body) ? new QuotaExhausted() : new RateLimited(retryAfter);
            // 498 is Groq's "capacity exceeded"; 424 a gateway's "the model behind me failed".
            case 408, 409, 424, 425, 498 -> new Overloaded();
            // Older llama.cpp and some vLLM builds answer 500 to a prompt that does not fit.
            case 500 -> ErrorWords.tellContext(body) ? new ContextTooLong() : new Overloaded();
            default -> status >= 500 ? new Overloaded() : new Malformed("an unexpected status " + status);
        };
    }

    /** The order matters: "reduce the prompt" also stands in texts about rates. */
    private static ProviderFailure ofRequest(int status, ErrorBody body, @Nullable Duration retryAfter) {
        if (ErrorWords.tellLimit(body)) {
            return new RateLimited(retryAfter);
        }
        if (ErrorWords.tellContext(body)) {
            return new ContextTooLong();
        }
        if (ErrorWords.tellKey(body)) {
            return new Unauthorized();
        }
        if (ErrorWords.tellQuota(body)) {
            return new QuotaExhausted();
        }
        if (ErrorWords.tellModel(body)) {
            return new ModelUnavailable();
        }
        if (ErrorWords.tellRefusal(body)) {
            return new Refused(text(body));
        }
        if (ErrorWords.tellBrokenAnswer(body)) {
            return new Malformed("the model's own output was rejected by its vendor");
        }
        return new InvalidRequest(status, text(body));
    }

    private static ProviderFailure ofForbidden(ErrorBody body) {
        if (ErrorWords.tellRefusal(body)) {
            return new Refused(null);
        }
        return ErrorWords.tellQuota(body) ? new QuotaExhausted() : new Unauthorized();
    }

    /** An error inside an answer often has no status; its words give one. */
    private static int statusByWords(ErrorBody body) {
        if (ErrorWords.tellLimit(body)) {
            return 429;
        }
        if (ErrorWords.tellLoad(body)) {
            return 500;
        }
        if (body.marks().contains("request_too_large")) {
            return 413;
        }
        boolean aboutRequest = ErrorWords.tellRequest(body)
                || ErrorWords.tellContext(body)
                || ErrorWords.tellKey(body)
                || ErrorWords.tellQuota(body)
                || ErrorWords.tellModel(body)
                || ErrorWords.tellRefusal(body)
                || ErrorWords.tellBrokenAnswer(body);
        return aboutRequest ? 400 : 500;
    }

    private static @Nullable CallerText text(ErrorBody body) {
        String message = body.message();
        return message == null || message.isBlank() ? null : CallerText.of(message);
    }
}
