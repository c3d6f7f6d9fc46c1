package dev.pointsman.api.host;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The head of an answer and its body to read.
 *
 * @param status the HTTP status
 * @param headers by lower case name
 * @param body bounded in size by the egress; closing the call ends a blocked read
 */
public record OutboundResponse(int status, Map<String, List<String>> headers, InputStream body) {

    public OutboundResponse {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    @Override
    public String toString() {
        return "OutboundResponse[" + status + "]";
    }
}
