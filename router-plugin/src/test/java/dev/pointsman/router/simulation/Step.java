package dev.pointsman.router.simulation;

import dev.pointsman.api.failure.ProviderFailure;
import java.time.Duration;

/** What a vendor does next in one answer. */
sealed interface Step {

    /** How long it takes to do it. */
    Duration after();

    /** One frame. */
    record Says(Duration after, Word word) implements Step {}

    /** @param sent false where no connection came about */
    record Fails(Duration after, ProviderFailure failure, boolean sent) implements Step {}

    /** The plugin throws what it must not. */
    record Breaks(Duration after) implements Step {}

    /** The body ends. */
    record Ends(Duration after) implements Step {}

    /** Nothing more ever comes, and the connection stands. */
    record FallsSilent() implements Step {
        @Override
        public Duration after() {
            return Duration.ZERO;
        }
    }
}
