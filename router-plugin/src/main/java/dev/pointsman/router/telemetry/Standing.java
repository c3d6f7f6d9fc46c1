package dev.pointsman.router.telemetry;

import dev.pointsman.router.health.EndpointKey;

/** What can be asked at any moment, by whoever reads the meters. Thread-safe; no answer waits. */
public interface Standing {

    /** Further attempts that the retry budget would pay for now. */
    double retryTokens();

    /** Bytes of the ledger's spool that the store has not taken yet. */
    long spooledBytes();

    /** Whether no attempt may go there now: its breaker is open, or the vendor does not serve the model. */
    boolean isClosed(EndpointKey endpoint);
}
