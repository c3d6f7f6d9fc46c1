package dev.pointsman.router.health;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One attempt's permission: what is learned from it goes where it belongs. Thread-safe. */
final class HeldPermission implements Permission {

    private final Endpoint endpoint;
    private final Breaker.Ticket ticket;
    private final ShadowQuota quota;
    private final Demand demand;
    private final LongSupplier nanoTime;
    private final Consumer<ProviderFailure> closing;
    private final Runnable reached;
    private final AtomicBoolean given = new AtomicBoolean();
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile boolean slow;

    /**
     * @param closing closes what a failure speaks of
     * @param reached hears that the provider was
     */
    HeldPermission(
            Endpoint endpoint,
            Breaker.Ticket ticket,
            ShadowQuota quota,
            Demand demand,
            LongSupplier nanoTime,
            Consumer<ProviderFailure> closing,
            Runnable reached) {
        this.endpoint = endpoint;
        this.ticket = ticket;
        this.quota = quota;
        this.demand = demand;
        this.nanoTime = nanoTime;
        this.closing = closing;
        this.reached = reached;
        quota.sent(demand);
        endpoint.concurrency.began();
    }

    @Override
    public void told(@Nullable RateLimits limits) {
        if (answered.compareAndSet(false, true)) {
            quota.answered(demand, limits, nanoTime.getAsLong());
        }
    }

    @Override
    public void begun(long nanos, boolean late) {
        slow = late;
        reached.run();
        endpoint.breaker.begun(ticket, late);
        endpoint.concurrency.firstContent(nanos / 1e6);
    }

    @Override
    public void succeeded(long firstContentNanos, long contentNanos, long outputTokens) {
        if (!giveBack()) {
            return;
        }
        long now = nanoTime.getAsLong();
        endpoint.breaker.succeeded(ticket, slow);
        endpoint.throttle.succeeded(now);
        endpoint.success.record(true, now);
        endpoint.firstToken.record(firstContentNanos / 1e6, now);
        if (outputTokens > 1 && contentNanos > 0) {
            endpoint.perToken.record(contentNanos / 1e6 / (outputTokens - 1), now);
        }
    }

    @Override
    public void failed(ProviderFailure failure) {
        if (!giveBack()) {
            return;
        }
        closing.accept(failure);
        if (!EndpointHealth.countsInBreaker(failure)) {
            endpoint.breaker.release(ticket);
            return;
        }
        endpoint.breaker.failed(ticket);
        endpoint.concurrency.failed();
        endpoint.throttle.failed(nanoTime.getAsLong());
        endpoint.success.record(false, nanoTime.getAsLong());
    }

    @Override
    public void released() {
        if (giveBack()) {
            endpoint.breaker.release(ticket);
        }
    }

    private boolean giveBack() {
        if (!given.compareAndSet(false, true)) {
            return false;
        }
        told(null);
        endpoint.concurrency.ended();
        return true;
    }
}
