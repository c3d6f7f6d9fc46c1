package dev.pointsman.router.selection;

import dev.pointsman.api.policy.CandidateFilter;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.router.health.HealthReading;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges candidates of one decision again, right before an attempt: every constraint and every plugin's filter, with health as
 * it is now. For one request's thread.
 */
public final class HopCheck {

    private final Decision decision;
    private final RequestFeatures features;
    private final List<CandidateFilter> filters;
    private final List<EndpointFacts> endpoints;
    private int windowBeyond = -1;

    HopCheck(
            Decision decision, RequestFeatures features, List<CandidateFilter> filters, List<EndpointFacts> endpoints) {
        this.decision = decision;
        this.features = features;
        this.filters = filters;
        this.endpoints = endpoints;
    }

    /**
     * A vendor found the context too long although our estimate had not: from now on only candidates with a known, larger
     * window than this candidate's pass.
     */
    public void needsLargerWindowThan(int candidate) {
        windowBeyond = Math.max(windowBeyond, Math.max(0, decision.contextWindow(candidate)));
    }

    /**
     * Whether a candidate may still be tried.
     *
     * @param candidate its index, {@link RankedCandidate#candidate()}
     * @param now what is known of its endpoint at this moment
     * @param panic whether it does not count that it failed too often
     * @return why not; empty when it may
     */
    public Optional<Drop> judge(int candidate, HealthReading now, boolean panic) {
        if (windowBeyond >= 0 && decision.contextWindow(candidate) <= windowBeyond) {
            return Optional.of(new Drop(DropReason.CONTEXT_WINDOW, "larger one needed"));
        }
        Drop drop = Constraints.judgeAllButHealth(decision.inputs(), candidate);
        if (drop == null) {
            drop = HealthConstraint.judge(now.closedBy(), now.closedForMillis());
        }
        if (drop != null && panic && drop.reason().isPassedInPanic()) {
            drop = null;
        }
        return Optional.ofNullable(drop == null ? askFilters(candidate, now) : drop);
    }

    private @Nullable Drop askFilters(int candidate, HealthReading now) {
        if (filters.isEmpty()) {
            return null;
        }
        String refused = InputsReader.refused(
                Candidates.again(
                        decision.inputs(),
                        candidate,
                        now,
                        endpoints.get(candidate).model()),
                features,
                filters);
        return refused == null ? null : Drop.ofCode(refused, DropReason.FILTER);
    }
}
