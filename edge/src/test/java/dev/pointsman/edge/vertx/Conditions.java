package dev.pointsman.edge.vertx;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Waits for what another thread does. */
final class Conditions {

    private static final long LIMIT = 10_000_000_000L;

    private Conditions() {}

    /** Waits until something has begun and then for 200 ms not changed any more. */
    static void awaitStill(String what, IntSupplier value) {
        int[] seen = {value.getAsInt(), 0};
        await(what, () -> {
            int now = value.getAsInt();
            seen[1] = now == seen[0] ? seen[1] + 1 : 0;
            seen[0] = now;
            return now > 0 && seen[1] >= 100;
        });
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + LIMIT;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("did not come true: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
