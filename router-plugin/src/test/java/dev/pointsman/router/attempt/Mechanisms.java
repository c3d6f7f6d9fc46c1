package dev.pointsman.router.attempt;

import dev.pointsman.router.fake.FakeTime;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.HealthSettings;
import java.util.List;

/**
 * What a router withstands faults with, each of which can be left out of one that is made for a test.
 *
 * @param breaker whether failures close an endpoint
 * @param commitHold whether frames before the first content are held back
 * @param hopCheck whether constraints are judged again when a hop's turn comes
 * @param retryBudget whether further attempts are paid for
 * @param settle whether the end of an answer is heard
 */
record Mechanisms(boolean breaker, boolean commitHold, boolean hopCheck, boolean retryBudget, boolean settle) {

    static Mechanisms all() {
        return new Mechanisms(true, true, true, true, true);
    }

    EndpointHealth health(FakeTime time) {
        HealthSettings usual = HealthSettings.defaults();
        if (breaker) {
            return new EndpointHealth(usual, time::nanoTime);
        }
        HealthSettings deaf = new HealthSettings(
                usual.window(),
                1_000_000,
                1_000_000,
                usual.failureRate(),
                usual.slowRate(),
                usual.firstWait(),
                usual.longestWait(),
                usual.probes(),
                usual.longestProbe(),
                usual.slowStart(),
                usual.firstShare(),
                usual.throttleTokens(),
                usual.defaultRateLimit(),
                usual.longestRateLimit(),
                usual.credentialPause(),
                usual.modelPause(),
                usual.unreachablePause(),
                usual.priorAvailability());
        return new EndpointHealth(deaf, time::nanoTime);
    }

    RetryBudget retries(FakeTime time) {
        RetryBudget.Settings settings =
                retryBudget ? RetryBudget.DEFAULTS : new RetryBudget.Settings(1, 1_000_000, 1_000_000);
        return new RetryBudget(settings, time::nanoTime);
    }

    /** The hops as the loop meets them. */
    List<FakeHop> hops(FakeHop... hops) {
        for (FakeHop hop : hops) {
            if (!commitHold) {
                hop.committingAtOnce();
            }
            if (!hopCheck) {
                hop.dropped(null);
            }
        }
        return List.of(hops);
    }

    Ending ending(List<String> endings) {
        return settle ? (response, outcome) -> endings.add(outcome) : (response, outcome) -> {};
    }
}
