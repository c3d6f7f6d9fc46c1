package dev.pointsman.router.selection;

/**
 * When a decision is made.
 *
 * @param nowMillis since the epoch
 * @param seed another one for every request
 * @param deadlineMillis how long the caller still waits; -1 when it did not say
 */
public record Moment(long nowMillis, long seed, long deadlineMillis) {

    /** A caller waits this long when it did not say. */
    public static final long NO_DEADLINE = -1;
}
