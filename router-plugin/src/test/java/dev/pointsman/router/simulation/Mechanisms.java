package dev.pointsman.router.simulation;

import dev.pointsman.router.attempt.RetryBudget;
import dev.pointsman.router.health.HealthSettings;
import java.time.Duration;

/**
 * What keeps a router from doing harm, each of which can be left out through the settings that it is made with.
 *
 * @param retryBudget whether further attempts are paid for, and denied to endpoints that fail
 * @param breaker whether failures close an endpoint
 * @param panic whether open breakers do not count when nothing else is left, and availability counts in the ranking
 */
record Mechanisms(boolean retryBudget, boolean breaker, boolean panic) {

    static final Mechanisms ALL = new Mechanisms(true, true, true);

    private static final int NEVER = 1_000_000_000;

    /** @param promised how further attempts are paid for */
    RetryBudget.Settings retries(RetryBudget.Settings promised) {
        return retryBudget ? promised : new RetryBudget.Settings(1, NEVER, NEVER);
    }

    HealthSettings health() {
        HealthSettings usual = HealthSettings.defaults();
        return new HealthSettings(
                usual.window(),
                breaker ? usual.minimumCalls() : NEVER,
                breaker ? usual.failuresInARow() : NEVER,
                usual.failureRate(),
                usual.slowRate(),
                usual.firstWait(),
                usual.longestWait(),
                usual.probes(),
                usual.longestProbe(),
                breaker ? usual.slowStart() : Duration.ofNanos(1),
                usual.firstShare(),
                retryBudget ? usual.throttleTokens() : NEVER,
                usual.defaultRateLimit(),
                usual.longestRateLimit(),
                usual.credentialPause(),
                usual.modelPause(),
                usual.unreachablePause(),
                usual.priorAvailability());
    }
}
