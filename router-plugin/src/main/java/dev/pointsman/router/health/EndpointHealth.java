package dev.pointsman.router.health;

import dev.pointsman.api.failure.Blame;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.ModelUnavailable;
import dev.pointsman.api.failure.ProviderFailure.QuotaExhausted;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of every endpoint, and who may be tried now. Each kind of failure closes just what it speaks of: a rate limit one
 * credential for one model, a refused key one credential, an unknown model one model; only faults of the provider count in the
 * breaker. Thread-safe; lives longer than a policy, so that a reload forgets nothing.
 */
public final class EndpointHealth {

    private final HealthSettings settings;
    private final LongSupplier nanoTime;
    private final Map<EndpointKey, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Closures closures;

    /**
     * @param nanoTime a monotonic clock in nanoseconds, so that a clock's jump opens or closes nothing
     */
    public EndpointHealth(HealthSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.closures = new Closures(nanoTime);
    }

    /** The state of an endpoint now, for a decision; takes no permission. */
    public HealthReading reading(EndpointKey key, @Nullable String credentialId) {
        Endpoint endpoint = endpoint(key);
        Closures.Closure closure = closures.of(key, credentialId);
        long breakerMillis = endpoint.breaker.openForMillis();
        String closedBy = closure != null ? closure.reason() : breakerMillis > 0 ? "breaker_open" : null;
        long closedFor = closure != null ? closure.millisLeft(nanoTime.getAsLong()) : breakerMillis;
        return new HealthReading(
                closedBy,
                closedFor,
                endpoint.success.estimate(nanoTime.getAsLong()),
                endpoint.firstToken.millis(),
                endpoint.perToken.millis());
    }

    /** How long a credential still rests for all models of a provider, in milliseconds; 0 when it does not. */
    public long credentialClosedForMillis(String provider, @Nullable String credentialId) {
        Closures.Closure closure = closures.ofCredential(provider, credentialId);
        return closure == null ? 0 : closure.millisLeft(nanoTime.getAsLong());
    }

    /** Asks to make one attempt; empty when the endpoint is closed, or half-open with its probes under way. */
    public Optional<Permission> tryAcquire(EndpointKey key, @Nullable String credentialId) {
        Endpoint endpoint = endpoint(key);
        if (closures.of(key, credentialId) != null || !endpoint.breaker.tryAcquire()) {
            return Optional.empty();
        }
        return Optional.of(new Held(key, credentialId, endpoint));
    }

    /**
     * For a decision in panic, when nothing but endpoints that failed too often is left: one attempt past an open breaker. A
     * credential or model that is closed stays closed.
     */
    public Optional<Permission> tryAcquireInPanic(EndpointKey key, @Nullable String credentialId) {
        if (closures.of(key, credentialId) != null) {
            return Optional.empty();
        }
        return Optional.of(new Held(key, credentialId, endpoint(key)));
    }

    private Endpoint endpoint(EndpointKey key) {
        return endpoints.computeIfAbsent(key, name -> new Endpoint(name, settings, nanoTime));
    }

    private void close(EndpointKey key, @Nullable String credentialId, ProviderFailure failure) {
        switch (failure) {
            case RateLimited limited -> closures.closeCredentialForModel(key, credentialId, rateLimit(limited));
            case Unauthorized refused -> closures.closeCredential(key, credentialId, settings.credentialPause());
            case QuotaExhausted empty -> closures.closeCredential(key, credentialId, settings.credentialPause());
            case ModelUnavailable unknown -> closures.closeModel(key, settings.modelPause());
            default -> {
                // Nothing to close: the breaker counts it, or nobody is to blame.
            }
        }
    }

    /** A vendor's word is believed between one second and the longest limit: negative, absurd and missing values occur. */
    private Duration rateLimit(RateLimited limited) {
        Duration wait = limited.retryAfter();
        if (wait == null || wait.isNegative() || wait.isZero()) {
            return settings.defaultRateLimit();
        }
        if (wait.compareTo(Duration.ofSeconds(1)) < 0) {
            return Duration.ofSeconds(1);
        }
        return wait.compareTo(settings.longestRateLimit()) > 0 ? settings.longestRateLimit() : wait;
    }

    private static boolean countsInBreaker(ProviderFailure failure) {
        return failure.blame() == Blame.PROVIDER && !(failure instanceof RateLimited);
    }

    /** All that is measured of one endpoint. */
    private static final class Endpoint {

        private final Breaker breaker;
        private final SuccessRate success;
        private final Pace firstToken = new Pace();
        private final Pace perToken = new Pace();

        private Endpoint(EndpointKey key, HealthSettings settings, LongSupplier nanoTime) {
            this.breaker = new Breaker(key.name(), settings, nanoTime);
            this.success = new SuccessRate(settings.priorAvailability(), nanoTime.getAsLong());
        }
    }

    private final class Held implements Permission {

        private final EndpointKey key;
        private final @Nullable String credentialId;
        private final Endpoint endpoint;
        private final AtomicBoolean given = new AtomicBoolean();

        private Held(EndpointKey key, @Nullable String credentialId, Endpoint endpoint) {
            this.key = key;
            this.credentialId = credentialId;
            this.endpoint = endpoint;
        }

        @Override
        public void succeeded(long firstContentNanos, long contentNanos, long outputTokens) {
            if (!given.compareAndSet(false, true)) {
                return;
            }
            endpoint.breaker.succeeded();
            endpoint.success.record(true, nanoTime.getAsLong());
            endpoint.firstToken.record(firstContentNanos / 1e6);
            if (outputTokens > 1 && contentNanos > 0) {
                endpoint.perToken.record(contentNanos / 1e6 / (outputTokens - 1));
            }
        }

        @Override
        public void failed(ProviderFailure failure) {
            if (!given.compareAndSet(false, true)) {
                return;
            }
            close(key, credentialId, failure);
            if (countsInBreaker(failure)) {
                endpoint.breaker.failed();
                endpoint.success.record(false, nanoTime.getAsLong());
            } else {
                endpoint.breaker.release();
            }
        }

        @Override
        public void released() {
            if (given.compareAndSet(false, true)) {
                endpoint.breaker.release();
            }
        }
    }
}
