package dev.pointsman.router;

import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.router.credentials.CredentialAlarm;
import dev.pointsman.router.credentials.CredentialState;
import dev.pointsman.router.credentials.Credentials;
import dev.pointsman.router.credentials.PooledCredential;
import org.jspecify.annotations.Nullable;

/**
 * What one hop authenticates with, resolved when its turn came.
 *
 * @param pooled null when none is needed
 */
record HopCredential(@Nullable PooledCredential pooled, CredentialState state) {

    static HopCredential of(@Nullable PooledCredential pooled, Credentials credentials) {
        return new HopCredential(pooled, pooled == null ? Credentials.notNeeded() : credentials.of(pooled));
    }

    void failed(ProviderFailure failure) {
        if (pooled != null) {
            CredentialAlarm.failed(pooled, failure);
        }
    }
}
