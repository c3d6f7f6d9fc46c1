package dev.pointsman.router.simulation;

import dev.pointsman.router.health.EndpointKey;
import java.time.Duration;
import java.util.List;

/**
 * One endpoint of a world.
 *
 * @param local whether requests that must stay at home may go there
 * @param price USD per million tokens, so micro-USD per token
 * @param credentials in the order in which they are tried, at least one
 * @param weather one after the other; the last one stays
 */
record VendorPlan(EndpointKey key, boolean local, int price, List<String> credentials, List<Weather> weather) {

    VendorPlan {
        credentials = List.copyOf(credentials);
        weather = List.copyOf(weather);
    }

    /** An ordinary one, ten times as dear as the one before, so that the one before is preferred while it answers. */
    static VendorPlan of(int number, Weather... weather) {
        return new VendorPlan(
                new EndpointKey("vendor" + number, "model"),
                false,
                (int) Math.pow(10, number),
                List.of("a"),
                List.of(weather));
    }

    Fault fault(Duration now, Dice dice) {
        for (Weather one : weather) {
            if (now.compareTo(one.until()) < 0) {
                return one.fault(dice);
            }
        }
        return weather.getLast().fault(dice);
    }
}
