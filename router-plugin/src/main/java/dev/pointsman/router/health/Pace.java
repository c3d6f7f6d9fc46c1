package dev.pointsman.router.health;

import java.util.concurrent.TimeUnit;

/**
 * A moving average that believes bad news faster than good: a slow sample counts half, a fast one a fifth. Forgets all when no
 * sample came for ten minutes: whoever was slow once, and is not asked since, could never show otherwise. Thread-safe.
 */
final class Pace {

    private static final double SLOWER = 0.5;
    private static final double FASTER = 0.2;
    private static final long REMEMBERED_NANOS = TimeUnit.MINUTES.toNanos(10);

    private double average = -1;
    private long at;

    synchronized void record(double sample, long now) {
        double old = millis(now);
        average = old < 0 ? sample : old + (sample > old ? SLOWER : FASTER) * (sample - old);
        at = now;
    }

    /** In milliseconds; negative while nothing is known. */
    synchronized double millis(long now) {
        return now - at > REMEMBERED_NANOS ? -1 : average;
    }
}
