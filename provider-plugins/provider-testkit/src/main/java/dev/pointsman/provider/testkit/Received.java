package dev.pointsman.provider.testkit;

import java.util.Map;
import java.util.Optional;

/**
 * A request as a vendor saw it.
 *
 * @param target path and query
 * @param headers by lower case name
 * @param body as UTF-8
 */
public record Received(String method, String target, Map<String, String> headers, String body) {

    public Received {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
