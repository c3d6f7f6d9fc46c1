package dev.pointsman.policy.custom;

import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.policy.CandidateScorer;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.policy.Score;
import java.util.Locale;
import org.pf4j.Extension;

/**
 * The cheaper the better, among those that are good enough for the workload. What nobody rates counts as not good enough, and
 * what nobody knows the price of as dear: unknown is not zero.
 */
@Extension
public final class CheapestCapable implements CandidateScorer {

    private static final double GOOD_ENOUGH = 0.55;

    /** A request of this many USD is rated 0.5; one that costs nothing 1. */
    private static final double HALF_AT_USD = 0.005;

    @Override
    public String name() {
        return "cheapest-capable";
    }

    @Override
    public Score score(Candidate candidate, RequestFeatures request) {
        if (candidate.quality().orElse(0) < GOOD_ENOUGH) {
            return new Score(0, "not good enough for " + request.workload());
        }
        if (candidate.expectedCost().isEmpty()) {
            return new Score(0, "price unknown");
        }
        double usd = candidate.expectedCost().getAsDouble();
        return new Score(HALF_AT_USD / (HALF_AT_USD + usd), String.format(Locale.ROOT, "%.5f USD", usd));
    }
}
