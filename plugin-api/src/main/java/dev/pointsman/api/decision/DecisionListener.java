package dev.pointsman.api.decision;

import java.util.List;
import org.pf4j.ExtensionPoint;

/** Hears of every request once, after it ended. */
public interface DecisionListener extends ExtensionPoint {

    /**
     * Called exactly once per request that got a decision, on the request's own thread: return quickly. What it throws is
     * logged and changes nothing.
     *
     * @param attempts in the order they were made; empty when no candidate was eligible
     */
    void onDecision(RoutingDecision decision, List<AttemptReport> attempts, UsageRecord usage);
}
