package dev.pointsman.router.health;

/**
 * A moving average that believes bad news faster than good: a slow sample counts half, a fast one a fifth. Thread-safe.
 */
final class Pace {

    private static final double SLOWER = 0.5;
    private static final double FASTER = 0.2;

    private volatile double average = -1;

    synchronized void record(double sample) {
        double old = average;
        average = old < 0 ? sample : old + (sample > old ? SLOWER : FASTER) * (sample - old);
    }

    /** In milliseconds; negative while nothing was measured. */
    double millis() {
        return average;
    }
}
