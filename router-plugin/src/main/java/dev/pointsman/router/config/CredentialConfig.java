package dev.pointsman.router.config;

import java.util.Objects;

/**
 * One credential of a workspace.
 *
 * @param id safe to show
 * @param credential an unresolved reference
 * @param owner who answers for it
 * @param source where it came from, for people
 */
public record CredentialConfig(String id, String credential, String owner, String source) {

    public CredentialConfig {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(source, "source");
    }
}
