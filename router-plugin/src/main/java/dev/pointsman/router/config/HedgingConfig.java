package dev.pointsman.router.config;

import java.time.Duration;
import java.util.Objects;

/**
 * When a second attempt may be started beside a first one that has not said anything yet. Both are billed, so it is off unless a
 * profile says otherwise.
 *
 * @param after the start of the first attempt
 * @param extraSpend the share of what the profile's requests cost that second attempts may add, 0 to 1
 */
public record HedgingConfig(Duration after, double extraSpend) {

    public HedgingConfig {
        Objects.requireNonNull(after, "after");
    }
}
