package dev.pointsman.router.health;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One endpoint's circuit breaker, through Resilience4j's permission API: its decorators end when a call returns, ours ends when
 * the stream does. No half-open time limit is set, since that would start a thread; every permission is given back instead.
 */
final class Breaker {

    /** Resilience4j asks for the cause of a failure and does nothing with it here: one without a stack trace will do. */
    private static final Throwable FAILURE = new Throwable("attempt failed", null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    private static final double JITTER = 0.2;

    private final CircuitBreaker breaker;
    private final LongSupplier nanoTime;
    private volatile long opensAgainNanos;

    Breaker(String name, HealthSettings settings, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        IntervalFunction waits = IntervalFunction.ofExponentialRandomBackoff(
                settings.firstWait().toMillis(),
                2.0,
                JITTER,
                settings.longestWait().toMillis());
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) Math.max(1, settings.window().toSeconds()))
                .minimumNumberOfCalls(settings.minimumCalls())
                .failureRateThreshold((float) (100 * settings.failureRate()))
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                .waitIntervalFunctionInOpenState(attempt -> remember(waits.apply(attempt)))
                .clock(new MonotonicClock(nanoTime))
                .writableStackTraceEnabled(false)
                .build();
        this.breaker = CircuitBreaker.of(name, config);
    }

    boolean tryAcquire() {
        return breaker.tryAcquirePermission();
    }

    void succeeded() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void failed() {
        breaker.onError(0, TimeUnit.NANOSECONDS, FAILURE);
    }

    void release() {
        breaker.releasePermission();
    }

    /** 0 when an attempt may be made. */
    long openForMillis() {
        if (breaker.getState() != CircuitBreaker.State.OPEN) {
            return 0;
        }
        return Math.max(0, (opensAgainNanos - nanoTime.getAsLong()) / 1_000_000);
    }

    private long remember(long waitMillis) {
        opensAgainNanos = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        return waitMillis;
    }

    /** Resilience4j measures its waits on a wall clock; this one never jumps. */
    private static final class MonotonicClock extends Clock {

        private final LongSupplier nanoTime;
        private final long origin;

        private MonotonicClock(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            this.origin = nanoTime.getAsLong();
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nanoTime.getAsLong() - origin);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
