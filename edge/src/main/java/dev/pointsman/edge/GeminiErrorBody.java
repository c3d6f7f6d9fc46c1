package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;

/**
 * {@code {"error": {"code", "message", "status", "details"}}} with the status names and details of Google's APIs; within an array
 * where the answer would have been one.
 */
final class GeminiErrorBody implements ErrorBody {

    private static final String TYPE = "type.googleapis.com/google.rpc.";

    private final boolean array;

    GeminiErrorBody(boolean array) {
        this.array = array;
    }

    @Override
    public byte[] body(Problem problem, String requestId) {
        byte[] object = object(problem, requestId);
        if (!array) {
            return object;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(object.length + 2);
        out.write('[');
        out.writeBytes(object);
        out.write(']');
        return out.toByteArray();
    }

    /** Never in an array of its own: a stream that is one has begun it already. */
    @Override
    public Frame event(Problem problem, String requestId) {
        return Frame.of(Payload.of(object(problem, requestId)));
    }

    private static byte[] object(Problem problem, String requestId) {
        return Json.object(json -> {
            json.writeObjectFieldStart("error");
            json.writeNumberField("code", problem.status());
            json.writeStringField("message", message(problem));
            json.writeStringField("status", status(problem.kind()));
            json.writeArrayFieldStart("details");
            reason(problem, json);
            retry(problem, json);
            detail("RequestInfo", json, () -> json.writeStringField("requestId", requestId));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void reason(Problem problem, JsonGenerator json) throws IOException {
        detail("ErrorInfo", json, () -> {
            json.writeStringField("reason", problem.code().toUpperCase(Locale.ROOT));
            json.writeStringField("domain", "pointsman.dev");
            if (problem.resetsAt() != null) {
                json.writeObjectFieldStart("metadata");
                json.writeStringField("resets_at", problem.resetsAt().toString());
                json.writeEndObject();
            }
        });
    }

    /** Where Google's clients look before they look at the header. */
    private static void retry(Problem problem, JsonGenerator json) throws IOException {
        if (problem.retryAfter() != null) {
            long seconds = problem.retryAfter().plusMillis(999).toSeconds();
            detail("RetryInfo", json, () -> json.writeStringField("retryDelay", seconds + "s"));
        }
    }

    private interface Members {
        void write() throws IOException;
    }

    private static void detail(String type, JsonGenerator json, Members members) throws IOException {
        json.writeStartObject();
        json.writeStringField("@type", TYPE + type);
        members.write();
        json.writeEndObject();
    }

    private static String message(Problem problem) {
        // Clients compact their history when they find these words, whatever the rest says.
        return problem.kind() == Problem.Kind.CONTEXT_TOO_LONG
                ? "The input token count exceeds the maximum number of tokens allowed. " + problem.message()
                : problem.message();
    }

    private static String status(Problem.Kind kind) {
        return switch (kind) {
            case INVALID, CONTEXT_TOO_LONG, TOO_LARGE -> "INVALID_ARGUMENT";
            case AUTHENTICATION -> "UNAUTHENTICATED";
            case FORBIDDEN -> "PERMISSION_DENIED";
            case NOT_FOUND -> "NOT_FOUND";
            // Not RESOURCE_EXHAUSTED, which says that waiting a little helps.
            case BUDGET -> "FAILED_PRECONDITION";
            case TOO_MANY -> "RESOURCE_EXHAUSTED";
            case OVERLOADED -> "UNAVAILABLE";
            case TIMED_OUT -> "DEADLINE_EXCEEDED";
            case INTERNAL -> "INTERNAL";
        };
    }
}
