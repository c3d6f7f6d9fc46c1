package dev.pointsman.router.simulation;

import dev.pointsman.router.attempt.RetryBudget;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.simulation.RequestPlan.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A world before it begins.
 *
 * @param seed of all chance while it runs
 * @param retries how further attempts are to be paid for
 * @param budgetMicros what all may spend together, in micro-USD; null where there is no budget
 */
record WorldPlan(
        long seed,
        List<VendorPlan> vendors,
        List<RequestPlan> requests,
        Mechanisms mechanisms,
        RetryBudget.Settings retries,
        @Nullable Long budgetMicros) {

    private static final List<Fault> FAULTS = Arrays.asList(Fault.values());

    WorldPlan {
        vendors = List.copyOf(vendors);
        requests = List.copyOf(requests);
    }

    /** With every mechanism at its defaults and without a budget. */
    static WorldPlan of(long seed, List<VendorPlan> vendors, List<RequestPlan> requests, Mechanisms mechanisms) {
        return new WorldPlan(seed, vendors, requests, mechanisms, RetryBudget.DEFAULTS, null);
    }

    /** A small one in which anything may happen; the same for the same seed. */
    static WorldPlan drawn(long seed) {
        Dice dice = new Dice(seed);
        List<VendorPlan> vendors = vendors(dice);
        List<RequestPlan> requests = new ArrayList<>();
        Duration pace = dice.one(Duration.ofMillis(30), Duration.ofMillis(400), Duration.ofSeconds(3));
        AttemptLimits limits = limits(dice);
        int most = dice.between(5, 25);
        for (int number = 0; number < most; number++) {
            requests.add(request(dice, number, pace, limits));
        }
        RetryBudget.Settings retries =
                dice.one(RetryBudget.DEFAULTS, new RetryBudget.Settings(0, 1, 0), new RetryBudget.Settings(0.5, 2, 1));
        Long budget = dice.happens(0.5) ? (Long) (long) dice.between(2_000, 60_000) : null;
        return new WorldPlan(dice.number(), vendors, requests, Mechanisms.ALL, retries, budget);
    }

    /** The same for a router that lacks something. */
    WorldPlan with(Mechanisms other) {
        return new WorldPlan(seed, vendors, requests, other, retries, budgetMicros);
    }

    private static List<VendorPlan> vendors(Dice dice) {
        List<VendorPlan> vendors = new ArrayList<>();
        int most = dice.between(1, 4);
        // Some vendors have two models, and whoever falls back to the second one waits a little.
        boolean siblings = dice.happens(0.3);
        for (int number = 0; number < most; number++) {
            String provider = "vendor" + (siblings ? number / 2 : number);
            vendors.add(new VendorPlan(
                    new EndpointKey(provider, "model" + number),
                    number == 0 && !siblings && dice.happens(0.5),
                    1 + number,
                    dice.happens(0.3) ? List.of("a", "b") : List.of("a"),
                    List.of(weather(dice, 8), weather(dice, 40), weather(dice, 1_000_000))));
        }
        return vendors;
    }

    private static Weather weather(Dice dice, int seconds) {
        Fault[] faults = {dice.one(FAULTS), dice.one(FAULTS)};
        return Weather.until(Duration.ofSeconds(seconds), dice.one(0.0, 0.1, 0.5, 1.0), faults);
    }

    private static AttemptLimits limits(Dice dice) {
        return dice.one(
                AttemptLimits.DEFAULT,
                new AttemptLimits(
                        dice.between(1, 5),
                        Duration.ofSeconds(5),
                        dice.millisBetween(300, 6_000),
                        dice.millisBetween(200, 5_000),
                        dice.millisBetween(1_000, 60_000)));
    }

    private static RequestPlan request(Dice dice, int number, Duration pace, AttemptLimits limits) {
        return new RequestPlan(
                number,
                dice.exponential(pace),
                dice.happens(0.6) ? Kind.OPEN : dice.one(Kind.values()),
                limits,
                dice.happens(0.3) ? dice.millisBetween(100, 8_000) : null,
                dice.between(1, 6),
                dice.happens(0.1) ? dice.millisBetween(1, 3_000) : Duration.ZERO,
                dice.happens(0.15) ? dice.exponential(Duration.ofSeconds(1)) : null,
                dice.happens(0.2),
                dice.happens(0.1));
    }
}
