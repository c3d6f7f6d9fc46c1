package dev.pointsman.hostkit.egress;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/** Something blocking that runs on a thread of its own. */
final class Running<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;
    private volatile long endedAt;

    private Running(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        this.thread = Thread.ofVirtual().start(() -> {
            task.run();
            endedAt = System.nanoTime();
            try {
                result.complete(task.get());
            } catch (ExecutionException e) {
                result.completeExceptionally(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    static <T> Running<T> start(Callable<T> action) {
        return new Running<>(action);
    }

    /** Returns once the thread waits for something. */
    Running<T> untilBlocked() {
        long deadline = System.nanoTime() + SECONDS.toNanos(5);
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime()).as("waiting for a blocked thread").isLessThan(deadline);
            Thread.onSpinWait();
        }
        return this;
    }

    T get() throws InterruptedException, ExecutionException, TimeoutException {
        return result.get(10, SECONDS);
    }

    /** What it threw, and that it threw it soon after the given moment. */
    Throwable failedWithin(Duration limit, long since) throws InterruptedException, TimeoutException {
        try {
            T value = get();
            return fail("returned " + value);
        } catch (ExecutionException e) {
            assertThat(Duration.ofMillis(NANOSECONDS.toMillis(endedAt - since))).isLessThan(limit);
            return e.getCause();
        }
    }
}
