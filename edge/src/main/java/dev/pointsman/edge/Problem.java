package dev.pointsman.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error answer before it is put into a dialect: ours, never an upstream's.
 *
 * @param status the HTTP status
 * @param kind what the dialects name differently
 * @param code stable and lower case, shown where the dialect has a place for it
 * @param message for the client
 * @param param the member or header that is wrong; null when none is
 * @param retryAfter when to ask again; null when asking again does not help
 * @param resetsAt when the budget begins anew; null when that is not the matter
 */
record Problem(
        int status,
        Kind kind,
        String code,
        String message,
        @Nullable String param,
        @Nullable Duration retryAfter,
        @Nullable Instant resetsAt) {

    /** Of a caller that asks too often: the one problem that its own next try can get past. */
    static final String RATE_LIMIT = "rate_limit_exceeded";

    enum Kind {
        INVALID,
        CONTEXT_TOO_LONG,
        AUTHENTICATION,
        FORBIDDEN,
        NOT_FOUND,
        TOO_LARGE,
        BUDGET,
        TOO_MANY,
        OVERLOADED,
        TIMED_OUT,
        INTERNAL
    }

    Problem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    static Problem of(int status, Kind kind, String code, String message) {
        return new Problem(status, kind, code, message, null, null, null);
    }

    static Problem invalid(String code, String message, @Nullable String param) {
        return new Problem(400, Kind.INVALID, code, message, param, null, null);
    }

    static Problem unknownModel() {
        return unknownModel("GET /v1/models lists those that are");
    }

    /** @param wayOut what to ask for instead */
    static Problem unknownModel(String wayOut) {
        return new Problem(
                404,
                Kind.NOT_FOUND,
                "model_not_found",
                "The model does not exist or is not open to this key; " + wayOut,
                "model",
                null,
                null);
    }

    Problem retryAfter(@Nullable Duration wait) {
        return new Problem(status, kind, code, message, param, wait, resetsAt);
    }
}
