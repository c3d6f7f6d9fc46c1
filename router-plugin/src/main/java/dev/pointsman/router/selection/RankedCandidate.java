package dev.pointsman.router.selection;

import dev.pointsman.router.health.EndpointKey;
import java.util.Objects;

/**
 * One candidate in the order of trying.
 *
 * @param candidate its index among all candidates of the decision
 * @param fallback whether it comes from the fallback chain
 */
public record RankedCandidate(int candidate, EndpointKey endpoint, double score, boolean fallback) {

    public RankedCandidate {
        Objects.requireNonNull(endpoint, "endpoint");
    }
}
