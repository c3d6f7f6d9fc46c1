package dev.pointsman.router.credentials;

import dev.pointsman.api.provider.Credential;

/** What a provider has to authenticate with, right now. */
public sealed interface CredentialState {

    /** It needs none. */
    record NotNeeded() implements CredentialState {}

    /** This one. */
    record Usable(Credential credential) implements CredentialState {}

    /**
     * Its reference leads nowhere.
     *
     * @param reason names the reference and what to do, never a value
     */
    record Missing(String reason) implements CredentialState {}
}
