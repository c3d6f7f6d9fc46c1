package dev.pointsman.router.health;

import dev.pointsman.router.health.Breaker.Ticket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Attempts of three threads at one endpoint, each with one permission at a time: who may pass, some order alone explains. Under
 * stress rather than step by step, since Resilience4j's table of transitions is not found again by Lincheck's hash codes.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class BreakerLincheckTest {

    private static final int THREADS = 3;
    private static final HealthSettings SETTINGS = settings();

    private volatile long now;
    private final Breaker breaker = new Breaker("vendor/model", SETTINGS, () -> now, () -> 0.5);
    private final AtomicReferenceArray<Ticket> held = new AtomicReferenceArray<>(THREADS + 2);

    /** It is open, and its wait is over: whoever comes first is its probe. */
    public BreakerLincheckTest() {
        for (int failure = 0; failure < 2; failure++) {
            breaker.failed(breaker.tryAcquire());
        }
        now = Duration.ofMinutes(2).toNanos();
    }

    /** Opens after two failures in a row, and closes after two good probes. */
    private static HealthSettings settings() {
        HealthSettings usual = HealthSettings.defaults();
        return new HealthSettings(
                usual.window(),
                2,
                2,
                usual.failureRate(),
                usual.slowRate(),
                usual.firstWait(),
                usual.longestWait(),
                2,
                Duration.ofHours(1),
                usual.slowStart(),
                usual.firstShare(),
                usual.throttleTokens(),
                usual.defaultRateLimit(),
                usual.longestRateLimit(),
                usual.credentialPause(),
                usual.modelPause(),
                usual.unreachablePause(),
                usual.priorAvailability());
    }

    @Operation
    public boolean acquire(@Param(name = "thread") int thread) {
        if (held.get(thread) != null) {
            return false;
        }
        held.set(thread, breaker.tryAcquire());
        return held.get(thread) != null;
    }

    @Operation
    public void begin(@Param(name = "thread") int thread) {
        Ticket ticket = held.get(thread);
        if (ticket != null) {
            breaker.begun(ticket, false);
        }
    }

    @Operation
    public void succeed(@Param(name = "thread") int thread) {
        Ticket ticket = held.getAndSet(thread, null);
        if (ticket != null) {
            breaker.succeeded(ticket, false);
        }
    }

    @Operation
    public void fail(@Param(name = "thread") int thread) {
        Ticket ticket = held.getAndSet(thread, null);
        if (ticket != null) {
            breaker.failed(ticket);
        }
    }

    @Operation
    public void release(@Param(name = "thread") int thread) {
        Ticket ticket = held.getAndSet(thread, null);
        if (ticket != null) {
            breaker.release(ticket);
        }
    }

    @Operation(nonParallelGroup = "clock")
    public void theWaitPasses() {
        now += Duration.ofMinutes(2).toNanos();
    }

    @Operation
    public boolean isOpen() {
        return breaker.openForMillis() > 0;
    }

    @Test
    void behavesAsIfOneThreadCameAfterTheOther() {
        new StressOptions()
                .iterations(30)
                .invocationsPerIteration(3_000)
                .threads(THREADS)
                .actorsPerThread(3)
                .actorsBefore(0)
                .check(BreakerLincheckTest.class);
    }
}
