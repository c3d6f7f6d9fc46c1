package dev.pointsman.router;

import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.router.credentials.CredentialAlarm;
import dev.pointsman.router.credentials.CredentialState;
import dev.pointsman.router.credentials.Credentials;
import dev.pointsman.router.credentials.PooledCredential;
import org.jspecify.annotations.Nullable;

/** What one hop authenticates with, resolved when its turn has come and not before. For the request's own thread. */
final class HopCredential {

    private final @Nullable PooledCredential pooled;
    private final Credentials credentials;
    private @Nullable CredentialState state;

    /** @param pooled null when none is needed */
    HopCredential(@Nullable PooledCredential pooled, Credentials credentials) {
        this.pooled = pooled;
        this.credentials = credentials;
    }

    /** The same for the whole hop, whatever is rotated meanwhile. */
    CredentialState state() {
        CredentialState known = state;
        if (known == null) {
            known = pooled == null ? Credentials.notNeeded() : credentials.of(pooled);
            state = known;
        }
        return known;
    }

    /** Whether the workspace pays for it, rather than the platform. */
    boolean isWorkspacesOwn() {
        return pooled != null && pooled.workspace() != null;
    }

    void failed(ProviderFailure failure) {
        if (pooled != null) {
            CredentialAlarm.failed(pooled, failure);
        }
    }
}
