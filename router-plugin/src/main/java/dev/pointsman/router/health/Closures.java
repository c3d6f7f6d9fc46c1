package dev.pointsman.router.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is closed until when, by scope: a credential for one model, a credential, a model, a provider. Thread-safe. */
final class Closures {

    /** What a closure speaks of; an absent part means every one. */
    private record Scope(
            String provider,
            @Nullable String model,
            @Nullable String credentialId) {}

    /** Why, and until which nanosecond. */
    record Closure(String reason, long untilNanos) {
        long millisLeft(long now) {
            return Math.max(0, (untilNanos - now) / 1_000_000);
        }
    }

    private final LongSupplier nanoTime;
    private final Map<Scope, Closure> closed = new ConcurrentHashMap<>();

    Closures(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void closeCredentialForModel(EndpointKey key, @Nullable String credentialId, Duration span) {
        close(new Scope(key.provider(), key.model(), named(credentialId)), "rate_limited", span);
    }

    void closeCredential(EndpointKey key, @Nullable String credentialId, Duration span) {
        close(new Scope(key.provider(), null, named(credentialId)), "credential_bad", span);
    }

    void closeModel(EndpointKey key, Duration span) {
        close(new Scope(key.provider(), key.model(), null), "model_unavailable", span);
    }

    /** Opens again at once what was closed for no connection. */
    void reachable(String provider, boolean reachable, Duration span) {
        Scope scope = new Scope(provider, null, null);
        if (reachable) {
            closed.remove(scope);
        } else {
            closed.put(scope, new Closure(HealthReading.UNREACHABLE, nanoTime.getAsLong() + span.toNanos()));
        }
    }

    /** The closure that stands in the way, the one that lasts longest; null when there is none. */
    @Nullable
    Closure of(EndpointKey key, @Nullable String credentialId) {
        if (closed.isEmpty()) {
            return null;
        }
        Closure model = current(new Scope(key.provider(), key.model(), null));
        Closure credential = ofCredential(key.provider(), credentialId);
        Closure both = current(new Scope(key.provider(), key.model(), named(credentialId)));
        return later(model, later(credential, both));
    }

    @Nullable
    Closure ofProvider(String provider) {
        return current(new Scope(provider, null, null));
    }

    @Nullable
    Closure ofCredential(String provider, @Nullable String credentialId) {
        return current(new Scope(provider, null, named(credentialId)));
    }

    /** Never shortens what is already closed for longer. */
    private void close(Scope scope, String reason, Duration span) {
        Closure closure = new Closure(reason, nanoTime.getAsLong() + span.toNanos());
        closed.merge(scope, closure, (old, fresh) -> old.untilNanos() - fresh.untilNanos() > 0 ? old : fresh);
    }

    private @Nullable Closure current(Scope scope) {
        Closure closure = closed.get(scope);
        if (closure == null || closure.untilNanos() - nanoTime.getAsLong() > 0) {
            return closure;
        }
        closed.remove(scope, closure);
        return null;
    }

    private static @Nullable Closure later(@Nullable Closure one, @Nullable Closure other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.untilNanos() - other.untilNanos() > 0 ? one : other;
    }

    /** An endpoint without a credential has one all the same for this purpose. */
    private static String named(@Nullable String credentialId) {
        return credentialId == null ? "" : credentialId;
    }
}
