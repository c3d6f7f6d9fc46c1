package dev.pointsman.provider.sandbox;

import java.util.concurrent.atomic.AtomicLong;

/** Which calls of the flaky vendor go wrong: a fixed pattern, so that a test or a demonstration sees the same each time. */
final class FlakyPattern {

    private final int failEvery;
    private final int cutEvery;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong streams = new AtomicLong();

    FlakyPattern(int failEvery, int cutEvery) {
        this.failEvery = failEvery;
        this.cutEvery = cutEvery;
    }

    /** Whether this call is refused: the first, and then every n-th. */
    boolean refuses() {
        return failEvery > 0 && calls.getAndIncrement() % failEvery == 0;
    }

    /** Whether this stream breaks off: the first that is not refused, and then every n-th. */
    boolean cuts() {
        return cutEvery > 0 && streams.getAndIncrement() % cutEvery == 0;
    }
}
