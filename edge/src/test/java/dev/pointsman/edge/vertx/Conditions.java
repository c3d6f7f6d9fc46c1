package dev.pointsman.edge.vertx;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Conditions {

    private static final long LIMIT = 10_000_000_000L;

    private Conditions() {}

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
