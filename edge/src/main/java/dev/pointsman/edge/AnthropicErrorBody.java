package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;

/** {@code {"type": "error", "error": {"type", "message"}, "request_id"}}, as Anthropic's API reference has it. */
final class AnthropicErrorBody implements ErrorBody {

    @Override
    public byte[] body(Problem problem, String requestId) {
        return Json.object(json -> {
            json.writeStringField("type", "error");
            json.writeObjectFieldStart("error");
            json.writeStringField("type", type(problem.kind()));
            json.writeStringField("message", message(problem));
            // Not in the reference; its clients ignore it, and people read it.
            json.writeStringField("code", problem.code());
            if (problem.resetsAt() != null) {
                json.writeStringField("resets_at", problem.resetsAt().toString());
            }
            json.writeEndObject();
            json.writeStringField("request_id", requestId);
        });
    }

    @Override
    public Frame event(Problem problem, String requestId) {
        return new Frame("error", Payload.of(body(problem, requestId)));
    }

    private static String message(Problem problem) {
        // Clients compact their history when they find these words, whatever the rest says.
        return problem.kind() == Problem.Kind.CONTEXT_TOO_LONG
                ? "prompt is too long: " + problem.message()
                : problem.message();
    }

    private static String type(Problem.Kind kind) {
        return switch (kind) {
            case INVALID, CONTEXT_TOO_LONG -> "invalid_request_error";
            case AUTHENTICATION -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case NOT_FOUND -> "not_found_error";
            case TOO_LARGE -> "request_too_large";
            case BUDGET -> "billing_error";
            case TOO_MANY -> "rate_limit_error";
            case OVERLOADED -> "overloaded_error";
            case TIMED_OUT -> "timeout_error";
            case INTERNAL -> "api_error";
        };
    }
}
