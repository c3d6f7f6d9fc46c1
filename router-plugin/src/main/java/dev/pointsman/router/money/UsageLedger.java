package dev.pointsman.router.money;

import java.time.Duration;

/** Where requests are written down. Thread-safe. */
public interface UsageLedger {

    /**
     * Writes down a request and its first attempt, before the attempt is sent. Takes microseconds.
     *
     * @throws dev.pointsman.api.failure.ProviderException with {@code Unrecordable} when that is impossible: then nothing may
     *     be sent
     */
    void begin(LedgerEntry.Begun request, LedgerEntry.Dispatched first);

    /** Writes down a further attempt, before it is sent; as {@link #begin}. */
    void dispatch(LedgerEntry.Dispatched attempt);

    /** Writes down how a request ended, exactly once for each that was begun. Never fails: what finds no place on disk waits in memory. */
    void end(LedgerEntry.Ended request);

    /** About how many bytes the store has not taken yet. */
    long waitingBytes();

    /**
     * Waits until what was written down so far can be read in the tables.
     *
     * @return whether it can; false after the limit
     */
    boolean flush(Duration limit) throws InterruptedException;
}
