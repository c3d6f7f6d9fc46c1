package dev.pointsman.router.attempt;

import java.time.Duration;
import java.util.Objects;

/**
 * Leave to send a second attempt beside a first one that has said nothing yet.
 *
 * @param after how long it says nothing
 * @param extraSpend the share of what requests cost that second attempts may add, 0 to 1
 * @param spend what second attempts of the profile may still cost
 */
public record Hedging(Duration after, double extraSpend, ExtraSpend spend) {

    public Hedging {
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(spend, "spend");
    }
}
