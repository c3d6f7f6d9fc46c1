package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** {@code {"error": {"message", "type", "param", "code"}}}, as OpenAI's API reference has it; in a stream too, where the official SDKs raise it. */
final class OpenAiErrorBody implements ErrorBody {

    @Override
    public byte[] body(Problem problem, String requestId) {
        return Json.object(json -> members(problem, json));
    }

    /** The member {@code error} and what it holds. */
    void members(Problem problem, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("message", message(problem));
        json.writeStringField("type", type(problem.kind()));
        Json.string(json, "param", problem.param());
        json.writeStringField("code", problem.code());
        if (problem.resetsAt() != null) {
            json.writeStringField("resets_at", problem.resetsAt().toString());
        }
        json.writeEndObject();
    }

    private static String message(Problem problem) {
        // Clients compact their history when they find these words, whatever the rest says.
        return problem.kind() == Problem.Kind.CONTEXT_TOO_LONG
                ? "This model's maximum context length is exceeded. Please reduce the length of the messages. "
                        + problem.message()
                : problem.message();
    }

    private static String type(Problem.Kind kind) {
        return switch (kind) {
            case INVALID, CONTEXT_TOO_LONG, AUTHENTICATION, NOT_FOUND, TOO_LARGE -> "invalid_request_error";
            case FORBIDDEN -> "permission_error";
            case BUDGET -> "billing_error";
            case TOO_MANY -> "rate_limit_error";
            case OVERLOADED -> "overloaded_error";
            case TIMED_OUT -> "timeout_error";
            case INTERNAL -> "server_error";
        };
    }
}
