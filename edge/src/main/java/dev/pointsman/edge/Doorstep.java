package dev.pointsman.edge;

import dev.pointsman.edge.Problem.Kind;
import dev.pointsman.edge.keys.KeyCheck;
import dev.pointsman.edge.keys.VirtualKey;
import java.util.Optional;

/** What both doors tell those whom they do not let in. */
final class Doorstep {

    private Doorstep() {}

    /** @throws ProblemException 401, or 429 after too many wrong keys from the same address */
    static VirtualKey letIn(KeyCheck keys, Optional<String> presented, Exchange exchange) throws ProblemException {
        return switch (keys.check(presented.orElse(null), exchange.remoteAddress())) {
            case KeyCheck.Accepted accepted -> accepted.key();
            case KeyCheck.Refused refused ->
                throw new ProblemException(Problem.of(
                        401,
                        Kind.AUTHENTICATION,
                        "invalid_api_key",
                        refused.missing()
                                ? "A key is needed; the operator of this gateway hands them out."
                                : "The key is not known here."));
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
