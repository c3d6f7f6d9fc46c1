package dev.pointsman.router.attempt;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs a short task later. A seam for tests, which move a clock by hand. */
@FunctionalInterface
public interface Timers {

    /** Timers of an executor; the tasks are short, so one thread serves many calls. */
    static Timers of(ScheduledExecutorService executor) {
        return (delay, task) -> {
            Future<?> scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        };
    }

    /** What {@link #after} returns cancels the task; cancelling late or twice does nothing. */
    Runnable after(Duration delay, Runnable task);
}
