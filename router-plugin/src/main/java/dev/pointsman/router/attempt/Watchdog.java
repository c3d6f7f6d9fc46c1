package dev.pointsman.router.attempt;

import dev.pointsman.api.failure.Phase;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends one attempt when a limit runs out, by closing it. Armed while we wait for the vendor and disarmed while the client reads, so
 * that a slow client never looks like a stalled vendor; the total limit runs all the time. One timer task lives at a time and
 * renews itself, since arming one for every frame would cost more than reading it.
 */
final class Watchdog {

    private final Timers timers;
    private final LongSupplier nanoTime;
    private final Runnable end;
    private final long totalAt;
    private @Nullable Phase phase;
    private long phaseAt;
    private @Nullable Runnable cancelTimer;
    private long timerAt;
    private boolean done;
    private volatile @Nullable Phase fired;

    /**
     * @param total until the whole attempt is over
     * @param end closes the attempt; called at most once, from a timer's thread
     */
    Watchdog(Timers timers, LongSupplier nanoTime, Duration total, Runnable end) {
        this.timers = timers;
        this.nanoTime = nanoTime;
        this.end = end;
        this.totalAt = nanoTime.getAsLong() + total.toNanos();
    }

    /** From now on, {@code limit} may pass before {@link #disarm()}. */
    synchronized void arm(Phase waitingFor, Duration limit) {
        phase = waitingFor;
        phaseAt = nanoTime.getAsLong() + limit.toNanos();
        schedule();
    }

    synchronized void disarm() {
        phase = null;
    }

    /** No limit applies any more. */
    synchronized void stop() {
        done = true;
        if (cancelTimer != null) {
            cancelTimer.run();
            cancelTimer = null;
        }
    }

    /** The limit that ran out; null while none did. */
    @Nullable
    Phase fired() {
        return fired;
    }

    private void check() {
        synchronized (this) {
            cancelTimer = null;
            if (done) {
                return;
            }
            long now = nanoTime.getAsLong();
            if (totalAt - now <= 0) {
                fired = Phase.TOTAL;
            } else if (phase != null && phaseAt - now <= 0) {
                fired = phase;
            } else {
                schedule();
                return;
            }
            done = true;
        }
        end.run();
    }

    private void schedule() {
        long due = phase != null && phaseAt - totalAt < 0 ? phaseAt : totalAt;
        if (done || (cancelTimer != null && timerAt - due <= 0)) {
            return;
        }
        if (cancelTimer != null) {
            cancelTimer.run();
        }
        timerAt = due;
        cancelTimer = timers.after(Duration.ofNanos(Math.max(0, due - nanoTime.getAsLong())), this::check);
    }
}
