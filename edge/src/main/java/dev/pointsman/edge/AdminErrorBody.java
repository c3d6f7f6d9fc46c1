package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;

/** {@code {"error": {"code", "message"}}}: the admin port's own. */
final class AdminErrorBody implements ErrorBody {

    @Override
    public byte[] body(Problem problem, String requestId) {
        return Json.object(json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("code", problem.code());
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        });
    }

    @Override
    public Frame event(Problem problem, String requestId) {
        return new Frame("error", Payload.of(body(problem, requestId)));
    }
}
