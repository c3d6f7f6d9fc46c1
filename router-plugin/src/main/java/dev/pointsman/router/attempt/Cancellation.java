package dev.pointsman.router.attempt;

import org.jspecify.annotations.Nullable;

/**
 * One request's way to end from outside: closes whatever attempt runs when the caller leaves, and every later one at once.
 * Thread-safe.
 */
public final class Cancellation {

    private boolean cancelled;
    private @Nullable Runnable current;

    /** Ends the running attempt. Idempotent; does not wait. */
    public void cancel() {
        Runnable running;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            running = current;
        }
        if (running != null) {
            running.run();
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** From now on {@code close} is what cancelling does; runs it at once if that has already happened. */
    void attach(Runnable close) {
        synchronized (this) {
            current = close;
            if (!cancelled) {
                return;
            }
        }
        close.run();
    }
}
