package dev.pointsman.router.health;

import java.util.concurrent.TimeUnit;

/**
 * Expected success of the next attempt: successes over attempts, where an attempt's weight halves every minute and a prior
 * stands for what was never tried. Thread-safe.
 */
final class SuccessRate {

    private static final double HALF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** The prior counts as much as this many attempts. */
    private static final double PRIOR_WEIGHT = 4;

    private final double prior;
    private double successes;
    private double attempts;
    private long at;

    SuccessRate(double prior, long now) {
        this.prior = prior;
        this.at = now;
    }

    synchronized void record(boolean success, long now) {
        decay(now);
        attempts += 1;
        successes += success ? 1 : 0;
    }

    synchronized double estimate(long now) {
        decay(now);
        return (successes + prior * PRIOR_WEIGHT) / (attempts + PRIOR_WEIGHT);
    }

    private void decay(long now) {
        double factor = Math.pow(0.5, Math.max(0, now - at) / HALF_LIFE_NANOS);
        successes *= factor;
        attempts *= factor;
        at = now;
    }
}
