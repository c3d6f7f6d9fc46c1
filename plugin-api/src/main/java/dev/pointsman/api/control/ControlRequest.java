package dev.pointsman.api.control;

import dev.pointsman.api.exchange.Payload;
import java.util.Map;
import java.util.Objects;

/**
 * One question of an operator.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path below {@code /admin/v1}, for example {@code /decisions/01J…}
 * @param query by name, first value only
 * @param payload JSON, empty where there is none
 */
public record ControlRequest(String method, String path, Map<String, String> query, Payload payload) {

    public ControlRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(payload, "payload");
        query = Map.copyOf(query);
    }

    public static ControlRequest get(String path) {
        return new ControlRequest("GET", path, Map.of(), Payload.empty());
    }

    /** Without the query and the payload. */
    @Override
    public String toString() {
        return "ControlRequest[" + method + " " + path + ", " + query.size() + " parameters]";
    }
}
