package dev.pointsman.router.health;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint's circuit breaker, through Resilience4j's permission API: its decorators end when a call returns, ours ends when
 * the stream does. Half-open, one probe runs at a time, and its first content is its success: an answer may last minutes, and
 * nobody would be let in so long. Resilience4j's own time limit for that state starts a thread, so a probe that says nothing is
 * given up when the next request asks.
 *
 * <p>Beside the share of failures in its window, some failures in a row open it: where a vendor that did well dies, the window is
 * full of what was before, and waiting until half of it is bad would cost every request of a quarter of a minute. A row ends with
 * a first content, not with an answer's end: answers that began before the vendor died come to their ends long after.
 *
 * <p>What was sent before it last changed its state says nothing of now, and is forgotten. Thread-safe.
 */
final class Breaker {

    /** Resilience4j asks for the cause of a failure and does nothing with it here: one without a stack trace will do. */
    private static final Throwable FAILURE = new Throwable("attempt failed", null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    /** Resilience4j tells slow calls by their duration; what is slow is decided by who asks, and told as longer than this. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final double JITTER = 0.2;
    private static final long NEVER = Long.MIN_VALUE;

    private final CircuitBreaker breaker;
    private final HealthSettings settings;
    private final LongSupplier nanoTime;
    private final DoubleSupplier chance;
    private volatile long opensAgainNanos;
    private volatile long recoveredAt = NEVER;
    private @Nullable Ticket probe;
    private int failuresInARow;
    /** How often it has changed its state. */
    private int era;

    /** One permission. Written under the breaker's lock alone. */
    static final class Ticket {

        /** Whether the library gave it, and gets it back. */
        private final boolean acquired;

        private final boolean probing;
        private final int era;
        private final long at;
        private boolean begun;
        private boolean counted;
        private boolean failed;

        private Ticket(boolean acquired, boolean probing, int era, long at) {
            this.acquired = acquired;
            this.probing = probing;
            this.era = era;
            this.at = at;
        }
    }

    /** @param chance 0 to 1, drawn for each wait */
    Breaker(String name, HealthSettings settings, LongSupplier nanoTime, DoubleSupplier chance) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.chance = chance;
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) Math.max(1, settings.window().toSeconds()))
                .minimumNumberOfCalls(settings.minimumCalls())
                .failureRateThreshold((float) (100 * settings.failureRate()))
                .slowCallDurationThreshold(SLOW)
                .slowCallRateThreshold((float) (100 * settings.slowRate()))
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                .waitIntervalFunctionInOpenState(opened -> remember(waitMillis(opened)))
                .clock(new MonotonicClock(nanoTime))
                .writableStackTraceEnabled(false)
                .build();
        this.breaker = CircuitBreaker.of(name, config);
        breaker.getEventPublisher().onStateTransition(change -> changed());
    }

    /** Null when nobody may pass: it is open, or a probe is under way. */
    synchronized @Nullable Ticket tryAcquire() {
        long now = nanoTime.getAsLong();
        giveUpLateProbe(now);
        if (probe != null || !breaker.tryAcquirePermission()) {
            return null;
        }
        boolean probing = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
        Ticket ticket = new Ticket(true, probing, era, now);
        probe = probing ? ticket : null;
        return ticket;
    }

    /** There is reason to think that it would answer: the wait ends now. */
    synchronized void mayBeProbed() {
        if (breaker.getState() == CircuitBreaker.State.OPEN) {
            breaker.transitionToHalfOpenState();
        }
    }

    /** Past an open breaker. */
    synchronized Ticket acquireInPanic() {
        return new Ticket(false, false, era, nanoTime.getAsLong());
    }

    /** The first content is there; of a probe, that is all that was asked. */
    synchronized void begun(Ticket ticket, boolean slow) {
        ticket.begun = true;
        if (ticket.era == era) {
            failuresInARow = 0;
        }
        if (ticket.probing) {
            count(ticket, true, slow);
        }
    }

    synchronized void succeeded(Ticket ticket, boolean slow) {
        count(ticket, true, slow);
    }

    /** Counts too where the answer had begun well. */
    synchronized void failed(Ticket ticket) {
        ticket.counted = ticket.failed;
        count(ticket, false, false);
    }

    synchronized void release(Ticket ticket) {
        if (!ticket.counted) {
            ticket.counted = true;
            if (ticket.acquired && ticket.era == era) {
                breaker.releasePermission();
            }
        }
        leave(ticket);
    }

    /** 0 when an attempt may be made. */
    long openForMillis() {
        if (breaker.getState() != CircuitBreaker.State.OPEN) {
            return 0;
        }
        return Math.max(0, (opensAgainNanos - nanoTime.getAsLong()) / 1_000_000);
    }

    /** The share of its requests that the endpoint gets back: 1, but for a while after it has recovered. */
    double ramp() {
        long since = recoveredAt;
        if (since == NEVER) {
            return 1;
        }
        double progress =
                (nanoTime.getAsLong() - since) / (double) settings.slowStart().toNanos();
        return progress >= 1 ? 1 : settings.firstShare() + (1 - settings.firstShare()) * Math.max(0, progress);
    }

    /** What is left of the ramp. */
    long rampForMillis() {
        long since = recoveredAt;
        return since == NEVER
                ? 0
                : Math.max(0, settings.slowStart().toMillis() - (nanoTime.getAsLong() - since) / 1_000_000);
    }

    private void count(Ticket ticket, boolean success, boolean slow) {
        leave(ticket);
        if (ticket.counted) {
            return;
        }
        ticket.counted = true;
        ticket.failed = !success;
        if (ticket.era != era) {
            return;
        }
        boolean halfOpen = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
        if (success) {
            breaker.onSuccess(slow ? 2 : 0, TimeUnit.SECONDS);
        } else {
            breaker.onError(0, TimeUnit.NANOSECONDS, FAILURE);
        }
        if (halfOpen && breaker.getState() == CircuitBreaker.State.CLOSED) {
            recoveredAt = nanoTime.getAsLong();
        }
        countRow(ticket, success);
    }

    private void countRow(Ticket ticket, boolean success) {
        if (success || ticket.begun) {
            return;
        }
        failuresInARow++;
        if (failuresInARow >= settings.failuresInARow() && breaker.getState() == CircuitBreaker.State.CLOSED) {
            breaker.transitionToOpenState();
        }
    }

    /** On the thread that made it change, under the lock. */
    private void changed() {
        era++;
        failuresInARow = 0;
        probe = null;
    }

    private void leave(Ticket ticket) {
        if (probe == ticket) {
            probe = null;
        }
    }

    private void giveUpLateProbe(long now) {
        Ticket late = probe;
        if (late != null && now - late.at >= settings.longestProbe().toNanos()) {
            count(late, false, false);
        }
    }

    /** Doubles each time, and differs a little from breaker to breaker, so that replicas do not all come back at once. */
    private long waitMillis(int opened) {
        double usual = settings.firstWait().toMillis() * Math.pow(2, opened - 1.0);
        double jittered = usual * (1 + JITTER * (2 * chance.getAsDouble() - 1));
        return (long) Math.min(jittered, settings.longestWait().toMillis());
    }

    private long remember(long waitMillis) {
        opensAgainNanos = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        return waitMillis;
    }
}
