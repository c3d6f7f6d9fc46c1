package dev.pointsman.provider.sandbox;

import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of one vendor. Thread-safe. */
final class VendorCounter {

    private final LongAdder requests = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** A call was sent. */
    void asked() {
        requests.increment();
    }

    /** An answer's last frame was read. */
    void answered() {
        answers.increment();
    }

    /** A call ended with a failure other than being cancelled. */
    void failed() {
        failures.increment();
    }

    VendorCounts counts() {
        return new VendorCounts(requests.sum(), answers.sum(), failures.sum());
    }
}
