package dev.pointsman.edge;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The id under which client and log speak of a request. */
final class RequestId {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");

    private RequestId() {}

    /** The client's own where it is harmless in a log and a header, else a new one. */
    static String of(Exchange exchange) {
        return exchange.header("x-request-id")
                .filter(sent -> GRAMMAR.matcher(sent).matches())
                .orElseGet(RequestId::random);
    }

    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "req_" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
