package dev.pointsman.provider.sandbox;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Waits that any thread can end for good. A lock and not {@code synchronized}, so that a virtual thread unmounts on Java 21. */
final class Pause {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ends = lock.newCondition();
    private boolean ended;

    /**
     * Waits for that long.
     *
     * @throws ProviderException Cancelled, when it was or is ended, or the thread is interrupted
     */
    void await(Duration duration) {
        lock.lock();
        try {
            long left = duration.toNanos();
            while (!ended && left > 0) {
                left = ends.awaitNanos(left);
            }
            if (ended) {
                throw cancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        } finally {
            lock.unlock();
        }
    }

    /** Throws as {@link #await} does, without waiting. */
    void check() {
        await(Duration.ZERO);
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            ends.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static ProviderException cancelled() {
        return new ProviderException(new ProviderFailure.Cancelled());
    }
}
