package dev.pointsman.edge.vertx;

import java.time.Duration;

/** Runs something later. */
@FunctionalInterface
interface Timers {

    /** @return cancels it */
    Runnable after(Duration delay, Runnable action);
}
