package dev.pointsman.router.credentials;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.Credential;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references and keeps the secrets for a few seconds: a rotated key serves the next request after that, those that run
 * finish with theirs, and a request hardly ever reads a file. Thread-safe.
 */
public final class Credentials {

    /** Short enough that a new key serves well within the five seconds that are promised. */
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private static final CredentialState NOT_NEEDED = new CredentialState.NotNeeded();

    /** What a reference led to. Exactly one of the two is there. */
    private record Resolved(@Nullable Secret secret, String fingerprint, String problem, long at) {}

    /** What a credential was made of, and the state that came of it. */
    private record Made(Resolved from, CredentialState state) {}

    private final Secrets secrets;
    private final LongSupplier nanoTime;
    private final SecretFingerprints fingerprints = SecretFingerprints.ofThisProcess();
    private final Map<String, Resolved> resolved = new ConcurrentHashMap<>();
    private final Map<PooledCredential, Made> made = new ConcurrentHashMap<>();

    public Credentials(Secrets secrets, LongSupplier nanoTime) {
        this.secrets = secrets;
        this.nanoTime = nanoTime;
    }

    public static CredentialState notNeeded() {
        return NOT_NEEDED;
    }

    /** Where a credential leads now, or a moment ago. Blocks when its file or the host's store must be read. */
    public CredentialState of(PooledCredential credential) {
        Resolved now = fresh(credential.config().credential());
        Made known = made.get(credential);
        if (known == null || known.from() != now) {
            known = new Made(now, state(credential.name(), now));
            made.put(credential, known);
        }
        return known.state();
    }

    private static CredentialState state(String id, Resolved now) {
        return now.secret() == null
                ? new CredentialState.Missing(id, now.problem())
                : new CredentialState.Usable(Credential.of(id, now.secret()), id + "@" + now.fingerprint());
    }

    /** Of a credential's secret: equal for equal secrets of this process, and of no use to anybody else. Blocks as {@link #of}. */
    public Optional<String> fingerprint(PooledCredential credential) {
        Resolved now = fresh(credential.config().credential());
        return now.secret() == null ? Optional.empty() : Optional.of(now.fingerprint());
    }

    private Resolved fresh(String reference) {
        long now = nanoTime.getAsLong();
        Resolved known = resolved.get(reference);
        if (known != null && now - known.at() < FRESH_NANOS) {
            return known;
        }
        Resolved read = read(reference, known, now);
        resolved.put(reference, read);
        return read;
    }

    private Resolved read(String reference, @Nullable Resolved known, long now) {
        Secret before = known == null ? null : known.secret();
        String fingerprint = known == null ? "" : known.fingerprint();
        try {
            Secret secret = secrets.resolve(reference);
            return new Resolved(
                    secret, before != null && secret.equals(before) ? fingerprint : fingerprints.of(secret), "", now);
        } catch (SecretUnavailableException e) {
            if (e.isPassing() && before != null) {
                return new Resolved(before, fingerprint, "", now);
            }
            return new Resolved(null, "", String.valueOf(e.getMessage()), now);
        }
    }
}
