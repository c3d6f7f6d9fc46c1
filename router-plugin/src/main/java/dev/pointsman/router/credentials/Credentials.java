package dev.pointsman.router.credentials;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.Credential;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references to credentials and keeps them for a few seconds, so that a rotated key is picked up soon and a request
 * does not read a file. Thread-safe.
 */
public final class Credentials {

    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private record Kept(String reference, CredentialState state, long at) {}

    private final Secrets secrets;
    private final LongSupplier nanoTime;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    public Credentials(Secrets secrets, LongSupplier nanoTime) {
        this.secrets = secrets;
        this.nanoTime = nanoTime;
    }

    /**
     * The credential of one provider.
     *
     * @param provider the {@code providers:} entry; it is the credential's id, which is safe to show
     * @param reference unresolved; null when the provider needs none
     */
    public CredentialState of(String provider, @Nullable String reference) {
        if (reference == null) {
            return new CredentialState.NotNeeded();
        }
        long now = nanoTime.getAsLong();
        Kept known = kept.get(provider);
        if (known != null && known.reference().equals(reference) && now - known.at() < FRESH_NANOS) {
            return known.state();
        }
        CredentialState state = resolve(provider, reference);
        kept.put(provider, new Kept(reference, state, now));
        return state;
    }

    private CredentialState resolve(String provider, String reference) {
        try {
            Secret secret = secrets.resolve(reference);
            return new CredentialState.Usable(Credential.of(provider, secret));
        } catch (SecretUnavailableException e) {
            return new CredentialState.Missing(String.valueOf(e.getMessage()));
        }
    }
}
