package dev.pointsman.router.attempt;

import dev.pointsman.api.decision.AttemptReport;

/** Hears of each attempt before it is sent. */
@FunctionalInterface
public interface Departure {

    /**
     * Called on the request's own thread.
     *
     * @param attempt its number and its beginning; it has no outcome yet
     * @throws dev.pointsman.api.failure.ProviderException when it must not be sent: the request then ends with this
     */
    void departs(Hop hop, AttemptReport attempt);
}
