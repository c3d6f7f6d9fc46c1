package dev.pointsman.router.health;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All that is measured of one endpoint. Thread-safe. */
final class Endpoint {

    final Breaker breaker;
    final SuccessRate success;
    final RetryThrottle throttle;
    final ConcurrencyLimit concurrency = new ConcurrencyLimit();
    final Pace firstToken = new Pace();
    final Pace perToken = new Pace();
    private final Map<String, ShadowQuota> quotas = new ConcurrentHashMap<>();

    Endpoint(EndpointKey key, HealthSettings settings, LongSupplier nanoTime, DoubleSupplier chance) {
        this.breaker = new Breaker(key.name(), settings, nanoTime, chance);
        this.success = new SuccessRate(settings.priorAvailability(), nanoTime.getAsLong());
        this.throttle = new RetryThrottle(settings.throttleTokens(), nanoTime.getAsLong());
    }

    /** Of one credential; an endpoint without one has a quota all the same. */
    ShadowQuota quota(@Nullable String credentialId) {
        return quotas.computeIfAbsent(credentialId == null ? "" : credentialId, id -> new ShadowQuota());
    }
}
