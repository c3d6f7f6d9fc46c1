package dev.pointsman.edge;

import dev.pointsman.api.exchange.ServedInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who answered, as response headers. */
final class ServedHeaders {

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private ServedHeaders() {}

    /** Of an answer. */
    static Map<String, String> of(ServedInfo info) {
        Map<String, String> headers = ofFailure(info);
        put(headers, "x-pointsman-model", info.model());
        put(headers, "x-pointsman-provider", info.provider());
        put(headers, "x-pointsman-profile", info.profile());
        put(headers, "x-pointsman-reason", info.reason());
        if (info.losses() > 0) {
            headers.put("x-pointsman-losses", Integer.toString(info.losses()));
        }
        return headers;
    }

    /** Of a failure: where to look, and no word of a vendor. */
    static Map<String, String> ofFailure(ServedInfo info) {
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, "x-pointsman-decision", info.decisionId());
        if (info.decisionId().isPresent() || info.attempts() > 0) {
            headers.put("x-pointsman-attempts", Integer.toString(info.attempts()));
        }
        return headers;
    }

    /** What is no visible ASCII becomes a question mark: a header has no other characters. */
    private static void put(Map<String, String> headers, String name, Optional<String> value) {
        value.ifPresent(text -> headers.put(name, NOT_PRINTABLE.matcher(text).replaceAll("?")));
    }
}
