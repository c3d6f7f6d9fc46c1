package dev.pointsman.edge;

import java.util.LinkedHashMap;
import java.util.Map;

/** The answer of one exchange: knows its request id and what was already said. Used by the exchange's thread alone. */
final class Reply {

    private static final Map<String, String> JSON = Map.of(
            "content-type", "application/json", "cache-control", "no-store", "x-content-type-options", "nosniff");

    private final Exchange exchange;
    private final String requestId;
    private int status;
    private String outcome = "unanswered";

    Reply(Exchange exchange, String requestId) {
        this.exchange = exchange;
        this.requestId = requestId;
    }

    String requestId() {
        return requestId;
    }

    /** 0 while nothing was said. */
    int status() {
        return status;
    }

    /** How it went, for the log: {@code completed}, {@code client_gone}, or a failure's code. */
    String outcome() {
        return outcome;
    }

    void outcome(String code) {
        this.outcome = code;
    }

    /** The head of an answer whose body is written by the caller. */
    void begin(int status, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("x-request-id", requestId);
        this.status = status;
        exchange.respond(status, all);
    }

    /** A whole JSON answer. */
    void json(int status, byte[] body, Map<String, String> headers) throws ClientGoneException {
        whole(status, "application/json", body, headers);
    }

    /** A whole answer of another type. */
    void whole(int status, String contentType, byte[] body, Map<String, String> headers) throws ClientGoneException {
        Map<String, String> all = new LinkedHashMap<>(JSON);
        all.put("content-type", contentType);
        all.putAll(headers);
        all.put("content-length", Integer.toString(body.length));
        begin(status, all);
        exchange.end(body);
        outcome = "completed";
    }

    /**
     * A problem in the client's words. Clients' own retries would only repeat what the router has already tried, but for a limit
     * of theirs, of which nothing was tried.
     */
    void problem(Problem problem, ErrorBody errors, Map<String, String> headers) throws ClientGoneException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("x-should-retry", Boolean.toString(problem.code().equals(Problem.RATE_LIMIT)));
        if (problem.retryAfter() != null) {
            // Rounded up: a client that comes a moment too early has come in vain.
            all.put(
                    "retry-after",
                    Long.toString(problem.retryAfter().plusMillis(999).toSeconds()));
        }
        json(problem.status(), errors.body(problem, requestId), all);
        outcome = problem.code();
    }
}
