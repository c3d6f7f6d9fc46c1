package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.fail;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@code next()} that runs on its own virtual thread, so that the test's thread can close the response meanwhile. */
final class Running {

    /** Long enough for a busy machine; a test that reaches it has failed. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final CompletableFuture<Optional<Frame>> result = new CompletableFuture<>();
    private final Thread thread;

    private Running(ModelResponse response) {
        this.thread = Thread.ofVirtual().name("contract-next").start(() -> {
            try {
                result.complete(response.next());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
    }

    static Running next(ModelResponse response) {
        return new Running(response);
    }

    /** Waits until the thread is parked, on the network where else. */
    Running awaitBlocked() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isParked()) {
            if (result.isDone() || System.nanoTime() > end) {
                fail("next() is not blocked, it is %s", thread.getState());
            }
            Thread.onSpinWait();
        }
        return this;
    }

    /** Whether it is blocked; false when it is done. */
    boolean isBlockedOrElseDone() {
        while (!result.isDone()) {
            if (isParked()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    Optional<Frame> frame() throws InterruptedException, ExecutionException, TimeoutException {
        return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isParked() {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** What it failed with; empty when it has not failed within this time. */
    Optional<ProviderFailure> failure(Duration limit) throws InterruptedException {
        try {
            return fail("next() answered %s instead of failing", result.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProviderException failure) {
                return Optional.of(failure.failure());
            }
            return fail("next() threw something else", e.getCause());
        }
    }
}
