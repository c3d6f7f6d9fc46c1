package dev.pointsman.router.telemetry;

import java.util.stream.DoubleStream;

/** What a meter measures; the buckets are the GenAI conventions' own. */
enum MeterKind {
    COUNTER(0, 0),
    GAUGE(0, 0),
    /** 0.01 · 2^k seconds. */
    TIMER(0.01, 2),
    /** 4^k. */
    SUMMARY(1, 4);

    private static final int BUCKETS = 14;

    private final double first;
    private final double factor;

    MeterKind(double first, double factor) {
        this.first = first;
        this.factor = factor;
    }

    double[] buckets() {
        return DoubleStream.iterate(first, bound -> bound * factor)
                .limit(BUCKETS)
                .toArray();
    }
}
