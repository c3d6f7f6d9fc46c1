package dev.pointsman.router.health;

import dev.pointsman.api.failure.Blame;
import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.ModelUnavailable;
import dev.pointsman.api.failure.ProviderFailure.QuotaExhausted;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import dev.pointsman.api.failure.ProviderFailure.Unreachable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
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
    private final DoubleSupplier chance;
    private final Set<String> suspects = ConcurrentHashMap.newKeySet();
    private volatile Set<String> local = Set.of();

    /**
     * @param nanoTime a monotonic clock in nanoseconds, so that a clock's jump opens or closes nothing
     */
    public EndpointHealth(HealthSettings settings, LongSupplier nanoTime) {
        this(settings, nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param chance 0 to 1, drawn for each wait of a breaker, and for each request at an endpoint that comes back little by little */
    public EndpointHealth(HealthSettings settings, LongSupplier nanoTime, DoubleSupplier chance) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.closures = new Closures(nanoTime);
        this.chance = chance;
    }

    /** Which providers are local from now on: how many requests at once they keep up with is learned, since they do not tell. */
    public void useLocal(Set<String> providers) {
        local = Set.copyOf(providers);
    }

    /** As below, of no request in particular. */
    public HealthReading reading(EndpointKey key, @Nullable String credentialId) {
        return reading(key, credentialId, Demand.NONE);
    }

    /** The state of an endpoint now, for a request's decision; takes no permission. */
    public HealthReading reading(EndpointKey key, @Nullable String credentialId, Demand demand) {
        Endpoint endpoint = endpoint(key);
        long now = nanoTime.getAsLong();
        Closed closed = closed(key, endpoint, credentialId, demand, now);
        return new HealthReading(
                closed.by(),
                closed.forMillis(),
                endpoint.success.estimate(now),
                endpoint.firstToken.millis(now),
                endpoint.perToken.millis(now));
    }

    private record Closed(@Nullable String by, long forMillis) {

        private static final Closed NOT = new Closed(null, 0);
    }

    /** What stands in the way most. */
    private Closed closed(EndpointKey key, Endpoint endpoint, @Nullable String credentialId, Demand demand, long now) {
        Closures.Closure closure = closures.of(key, credentialId);
        if (closure != null) {
            return new Closed(closure.reason(), closure.millisLeft(now));
        }
        Closures.Closure unreachable = closures.ofProvider(key.provider());
        if (unreachable != null) {
            return new Closed(unreachable.reason(), unreachable.millisLeft(now));
        }
        long breakerMillis = endpoint.breaker.openForMillis();
        if (breakerMillis > 0) {
            return new Closed(HealthReading.BREAKER_OPEN, breakerMillis);
        }
        long quota = endpoint.quota(credentialId).nanosUntil(demand, now);
        if (quota > 0) {
            return new Closed("rate_limited", quota / 1_000_000 + 1);
        }
        if (local.contains(key.provider()) && endpoint.concurrency.isReached()) {
            return new Closed(HealthReading.BUSY, 0);
        }
        double ramp = endpoint.breaker.ramp();
        return ramp < 1 && chance.getAsDouble() >= ramp
                ? new Closed(HealthReading.RECOVERING, endpoint.breaker.rampForMillis())
                : Closed.NOT;
    }

    /** Attempts that run there. */
    public int running(EndpointKey key) {
        return endpoint(key).concurrency.running();
    }

    /** Whether a request that has failed elsewhere may be tried there: not while the endpoint fails more than it answers. */
    public boolean takesFurtherAttempts(EndpointKey key) {
        return endpoint(key).throttle.allows(nanoTime.getAsLong());
    }

    /** Local providers whose address took no connection when it was last tried. */
    public Set<String> suspects() {
        Set<String> found = new HashSet<>(suspects);
        found.retainAll(local);
        return found;
    }

    /** Whether a provider's address takes connections, as was seen without a request. */
    public void probed(String provider, boolean reachable) {
        closures.reachable(provider, reachable, settings.unreachablePause());
        if (!reachable) {
            suspects.add(provider);
            return;
        }
        suspects.remove(provider);
        endpoints.forEach((key, endpoint) -> {
            if (key.provider().equals(provider)) {
                endpoint.breaker.mayBeProbed();
            }
        });
    }

    /** How long a credential still rests for all models of a provider, in milliseconds; 0 when it does not. */
    public long credentialClosedForMillis(String provider, @Nullable String credentialId) {
        Closures.Closure closure = closures.ofCredential(provider, credentialId);
        return closure == null ? 0 : closure.millisLeft(nanoTime.getAsLong());
    }

    /** As below, of a request of no particular size. */
    public Optional<Permission> tryAcquire(EndpointKey key, @Nullable String credentialId) {
        return tryAcquire(key, credentialId, Demand.NONE);
    }

    /** Asks to make one attempt; empty when the endpoint is closed, or half-open with a probe under way. */
    public Optional<Permission> tryAcquire(EndpointKey key, @Nullable String credentialId, Demand demand) {
        Endpoint endpoint = endpoint(key);
        if (closures.of(key, credentialId) != null || closures.ofProvider(key.provider()) != null) {
            return Optional.empty();
        }
        return Optional.ofNullable(endpoint.breaker.tryAcquire())
                .map(ticket -> held(key, credentialId, demand, endpoint, ticket));
    }

    /**
     * When nothing but endpoints that failed too often, or were not reached, is left: one attempt past an open breaker. A
     * credential or model that is closed stays closed.
     */
    public Optional<Permission> tryAcquireInPanic(EndpointKey key, @Nullable String credentialId, Demand demand) {
        if (closures.of(key, credentialId) != null) {
            return Optional.empty();
        }
        Endpoint endpoint = endpoint(key);
        return Optional.of(held(key, credentialId, demand, endpoint, endpoint.breaker.acquireInPanic()));
    }

    private Permission held(
            EndpointKey key, @Nullable String credentialId, Demand demand, Endpoint endpoint, Breaker.Ticket ticket) {
        return new HeldPermission(
                endpoint,
                ticket,
                endpoint.quota(credentialId),
                demand,
                nanoTime,
                failure -> close(key, credentialId, failure),
                () -> suspects.remove(key.provider()));
    }

    private Endpoint endpoint(EndpointKey key) {
        return endpoints.computeIfAbsent(key, name -> new Endpoint(name, settings, nanoTime, chance));
    }

    private void close(EndpointKey key, @Nullable String credentialId, ProviderFailure failure) {
        if (failure instanceof Unreachable || (failure instanceof TimedOut late && late.phase() == Phase.CONNECT)) {
            suspects.add(key.provider());
        }
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

    static boolean countsInBreaker(ProviderFailure failure) {
        return failure.blame() == Blame.PROVIDER && !(failure instanceof RateLimited);
    }
}
