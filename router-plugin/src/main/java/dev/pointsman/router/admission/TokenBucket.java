package dev.pointsman.router.admission;

import java.time.Duration;

/**
 * What is left of a limit per minute. It begins full, fills evenly, and never holds more than the limit. It may owe: what was
 * taken by a wrong estimate is paid back before anything else passes. Guarded by its owner.
 */
final class TokenBucket {

    private static final double NANOS_PER_MINUTE = 60e9;

    private long limit;
    private double level;
    private long filledAt;

    TokenBucket(long now) {
        this.filledAt = now;
    }

    /**
     * Brings it up to date.
     *
     * @param limit per minute, 0 for none; another one than before keeps what was taken
     * @param now of a monotonic clock, in nanoseconds
     */
    void refill(long limit, long now) {
        double earned = this.limit * ((now - filledAt) / NANOS_PER_MINUTE);
        double taken = Math.max(0, this.limit - level - earned);
        this.limit = limit;
        this.level = limit - taken;
        this.filledAt = now;
    }

    boolean isLimited() {
        return limit > 0;
    }

    /** How long until this many are there; zero when they are. More than the limit is there when it is full. */
    Duration untilHas(long amount) {
        return untilLevel(Math.min(amount, limit));
    }

    Duration untilFull() {
        return untilLevel(limit);
    }

    private Duration untilLevel(long wanted) {
        if (!isLimited() || level >= wanted) {
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((wanted - level) / limit * NANOS_PER_MINUTE));
    }

    /** Takes, also beyond zero; a negative amount is given back. */
    void take(long amount) {
        if (isLimited()) {
            level = Math.min(limit, level - amount);
        }
    }

    long limit() {
        return limit;
    }

    /** Whole ones, never negative. */
    long remaining() {
        return Math.max(0, (long) Math.floor(level));
    }
}
