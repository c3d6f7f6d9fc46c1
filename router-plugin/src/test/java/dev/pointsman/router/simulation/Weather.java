package dev.pointsman.router.simulation;

import java.time.Duration;
import java.util.List;

/**
 * How a vendor does for a while.
 *
 * @param until when, since the beginning
 * @param bad the share of answers that go wrong, 0 to 1
 * @param faults how they do, each as likely
 */
record Weather(Duration until, double bad, List<Fault> faults) {

    private static final Duration FOR_EVER = Duration.ofDays(1_000);

    Weather {
        faults = List.copyOf(faults);
    }

    static Weather always(double bad, Fault... faults) {
        return until(FOR_EVER, bad, faults);
    }

    static Weather until(Duration until, double bad, Fault... faults) {
        return new Weather(until, bad, List.of(faults));
    }

    Fault fault(Dice dice) {
        return bad > 0 && dice.happens(bad) ? dice.one(faults) : Fault.NONE;
    }
}
