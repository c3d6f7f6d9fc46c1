package dev.pointsman.edge;

import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.CallerLimits;
import dev.pointsman.edge.keys.VirtualKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request say about its caller. Our own headers ({@code x-pointsman-…}) must be right or the request is
 * refused: a label that was quietly lost could send a confidential request to the wrong place. Those that other software sends
 * for its own ends are ignored where they make no sense. What a key's bounds do not allow is as if it was not sent.
 */
final class CallerFacts {

    /** In the order of preference: ours, then what clients already send. */
    private static final List<String> SESSION = List.of(
            "x-pointsman-session",
            "x-clawrouter-session-id",
            "x-claude-code-session-id",
            "session_id",
            "session-id",
            "x-session-affinity",
            "x-session-id");

    private static final List<String> AGENT = List.of("x-pointsman-agent", "x-clawrouter-agent-id");
    private static final List<String> USER = List.of("x-pointsman-user");

    /** What the router reads by name. */
    private static final List<String> STEERING = List.of("x-pointsman-profile", "x-pointsman-workload");

    /** Carried along without steering anything, so no bound concerns them. */
    private static final List<String> CARRIED =
            List.of(Repetition.HEADER, "traceparent", "tracestate", "x-stainless-timeout");

    /** Asks for what an answer cost in its usage; its one value is {@code usage}. Changes no decision, so no bound concerns it. */
    private static final String COST = "x-pointsman-cost";

    /** OpenClaw's plugin for this surface takes the cost from there, and has no other way to learn it. */
    private static final String CLAWROUTER_CLIENT = "x-clawrouter-client";

    private static final String LABELS = "x-pointsman-labels";
    private static final String DEADLINE = "x-pointsman-deadline-ms";
    private static final String OURS = "x-pointsman-";

    private static final int LONGEST = 256;
    private static final int MOST_LABELS = 32;
    /** No control, no line separator, no character that reorders what is around it. */
    private static final Pattern PRINTABLE =
            Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1," + LONGEST + "}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,63}");
    private static final Pattern LABEL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,62}");
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern RETRIES = Pattern.compile("[0-9]{1,3}");

    private final Exchange exchange;
    private final VirtualKey key;

    private CallerFacts(Exchange exchange, VirtualKey key) {
        this.exchange = exchange;
        this.key = key;
    }

    /** @throws ProblemException 400, naming the header of ours that is wrong */
    static CallContext read(Exchange exchange, VirtualKey key, String requestId) throws ProblemException {
        CallerFacts facts = new CallerFacts(exchange, key);
        Map<String, String> labels = facts.labels();
        // The operator's word on a key is above the caller's.
        labels.putAll(key.labels());
        Caller caller = new Caller(
                key.workspace(),
                key.id(),
                facts.first(USER),
                facts.first(AGENT),
                facts.first(SESSION),
                labels,
                key.bounds());
        return new EdgeCall(caller, key.limits(), facts.deadline(), facts.retries(), facts.passedOn(requestId));
    }

    private record EdgeCall(
            Caller caller,
            CallerLimits limits,
            Optional<Duration> deadline,
            int callerRetries,
            Map<String, String> headers)
            implements CallContext {

        /** Without what the headers say: sessions and people are among it. */
        @Override
        public String toString() {
            return "EdgeCall[" + caller + ", " + headers.size() + " headers]";
        }
    }

    private @Nullable String first(List<String> names) throws ProblemException {
        for (String name : names) {
            Optional<String> value = value(name);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return null;
    }

    /** The value of a header that was sent, is allowed and makes sense. */
    private Optional<String> value(String name) throws ProblemException {
        Optional<String> sent = exchange.header(name).map(String::strip).filter(value -> !value.isEmpty());
        if (sent.isEmpty() || !allows(name)) {
            return Optional.empty();
        }
        if (PRINTABLE.matcher(sent.get()).matches()) {
            return sent;
        }
        if (name.startsWith(OURS) || name.equals(Repetition.HEADER)) {
            throw wrong(name, "must be printable and at most " + LONGEST + " characters");
        }
        return Optional.empty();
    }

    private boolean allows(String name) {
        return CARRIED.contains(name) || Globs.anyMatches(key.bounds().headers(), name);
    }

    private Map<String, String> labels() throws ProblemException {
        Map<String, String> labels = new LinkedHashMap<>();
        if (!allows(LABELS)) {
            return labels;
        }
        for (String pair : String.join(",", exchange.headers(LABELS)).split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            String value = pair.substring(equals + 1).strip();
            boolean repeated = labels.put(name, value) != null;
            if (!LABEL_NAME.matcher(name).matches() || !PRINTABLE.matcher(value).matches() || repeated) {
                throw wrong(LABELS, "must be name=value pairs, separated by commas, each name once");
            }
            if (labels.size() > MOST_LABELS) {
                throw wrong(LABELS, "must have at most " + MOST_LABELS + " pairs");
            }
        }
        return labels;
    }

    private Optional<Duration> deadline() throws ProblemException {
        Optional<String> sent = value(DEADLINE);
        if (sent.isPresent() && !MILLISECONDS.matcher(sent.get()).matches()) {
            throw wrong(DEADLINE, "must be a whole number of milliseconds");
        }
        return sent.map(value -> Duration.ofMillis(Long.parseLong(value)));
    }

    private int retries() {
        return exchange.header("x-stainless-retry-count")
                .filter(sent -> RETRIES.matcher(sent).matches())
                .map(Integer::parseInt)
                .orElse(0);
    }

    private Map<String, String> passedOn(String requestId) throws ProblemException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-request-id", requestId);
        if (wantsCost()) {
            headers.put(COST, "usage");
        }
        for (String name : CARRIED) {
            value(name).ifPresent(value -> headers.put(name, value));
        }
        for (String name : STEERING) {
            Optional<String> value = value(name);
            if (value.isPresent() && !NAME.matcher(value.get()).matches()) {
                throw wrong(name, "must be a name: letters, digits, spaces, . _ - and at most 64 of them");
            }
            value.ifPresent(sent -> headers.put(name, sent));
        }
        return Map.copyOf(headers);
    }

    private boolean wantsCost() throws ProblemException {
        Optional<String> sent = exchange.header(COST).map(String::strip);
        if (sent.isPresent() && !sent.get().equals("usage")) {
            throw wrong(COST, "must be usage");
        }
        return sent.isPresent() || exchange.header(CLAWROUTER_CLIENT).isPresent();
    }

    private static ProblemException wrong(String header, String must) {
        return new ProblemException(
                Problem.invalid("invalid_header", "The header " + header + " " + must + ".", header));
    }
}
