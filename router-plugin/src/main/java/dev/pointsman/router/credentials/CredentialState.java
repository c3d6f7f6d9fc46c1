package dev.pointsman.router.credentials;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.provider.Credential;
import org.jspecify.annotations.Nullable;

/** What an attempt has to authenticate with, right now. */
public sealed interface CredentialState {

    /** Safe to show; null when none is needed. */
    @Nullable
    String id();

    /** What health is kept under: another one whenever the value has changed, so that a new key starts with a clean sheet. */
    default @Nullable String healthKey() {
        return id();
    }

    /** The same failure without the credential's value, where the vendor's words quote it. */
    default ProviderException unquoted(ProviderException e) {
        return e;
    }

    /** None is needed. */
    record NotNeeded() implements CredentialState {
        @Override
        public @Nullable String id() {
            return null;
        }
    }

    /**
     * This one.
     *
     * @param healthKey with a fingerprint of its value, keyed, and different in every process
     */
    record Usable(Credential credential, String healthKey) implements CredentialState {
        @Override
        public String id() {
            return credential.id();
        }

        @Override
        public ProviderException unquoted(ProviderException e) {
            return QuotedCredential.cut(e, credential);
        }
    }

    /**
     * Its reference leads nowhere.
     *
     * @param reason names the reference and what to do, never a value
     */
    record Missing(String id, String reason) implements CredentialState {}
}
