package dev.pointsman.edge;

import dev.pointsman.edge.Problem.Kind;
import dev.pointsman.edge.keys.KeyCheck;
import dev.pointsman.edge.keys.KeysUnavailableException;
import dev.pointsman.edge.keys.VirtualKey;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both doors tell those whom they do not let in. */
final class Doorstep {

    private static final Logger LOG = LoggerFactory.getLogger(Doorstep.class);
    private static final Duration STORE_RETURNS = Duration.ofSeconds(5);

    private Doorstep() {}

    /**
     * @throws ProblemException 401; 429 after too many wrong keys from the same address; 503 while nobody knows whether the key
     *     is right, since a client that is told 401 gives a good key up
     */
    static VirtualKey letIn(KeyCheck keys, Optional<String> presented, Exchange exchange) throws ProblemException {
        try {
            return outcome(keys.check(presented.orElse(null), exchange.remoteAddress()));
        } catch (KeysUnavailableException e) {
            LOG.error(e.getMessage());
            throw new ProblemException(storeFails());
        }
    }

    /** What needs the store cannot be answered now. */
    static Problem storeFails() {
        return Problem.of(
                        503, Kind.OVERLOADED, "store_unavailable", "The gateway's store does not answer at the moment.")
                .retryAfter(STORE_RETURNS);
    }

    private static VirtualKey outcome(KeyCheck.Outcome outcome) throws ProblemException {
        return switch (outcome) {
            case KeyCheck.Accepted accepted -> accepted.key();
            case KeyCheck.Refused refused ->
                throw new ProblemException(Problem.of(
                        401,
                        Kind.AUTHENTICATION,
                        "invalid_api_key",
                        refused.missing()
                                ? "A key is needed; the operator of this gateway hands them out."
                                : "The key is not known here, or no longer valid."));
            case KeyCheck.TooMany tooMany ->
                throw new ProblemException(Problem.of(
                                429,
                                Kind.TOO_MANY,
                                "too_many_failed_keys",
                                "Too many wrong keys came from this address.")
                        .retryAfter(tooMany.retryAfter()));
        };
    }

    static Problem refused(BodyRefusedException refused) {
        String message = String.valueOf(refused.getMessage());
        return refused.status() == 413
                ? Problem.of(413, Kind.TOO_LARGE, "request_too_large", message)
                : Problem.of(408, Kind.TIMED_OUT, "request_timeout", message);
    }
}
