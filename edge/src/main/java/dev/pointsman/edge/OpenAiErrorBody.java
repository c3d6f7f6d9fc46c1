package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;

/** {@code {"error": {"message", "type", "param", "code"}}}, as OpenAI's API reference has it. */
final class OpenAiErrorBody implements ErrorBody {

    @Override
    public byte[] body(Problem problem, String requestId) {
        return Json.object(json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("message", message(problem));
            json.writeStringField("type", type(problem.kind()));
            Json.string(json, "param", problem.param());
            json.writeStringField("code", problem.code());
            if (problem.resetsAt() != null) {
                json.writeStringField("resets_at", problem.resetsAt().toString());
            }
            json.writeEndObject();
        });
    }

    /** The error object as data of an unnamed event; the official SDKs raise it. */
    @Override
    public Frame event(Problem problem, String requestId) {
        return Frame.of(Payload.of(body(problem, requestId)));
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
