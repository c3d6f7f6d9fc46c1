package dev.pointsman.router.credentials;

import dev.pointsman.router.config.CredentialConfig;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One credential as the policy has it, not yet resolved.
 *
 * @param provider the {@code providers:} entry it authenticates at
 * @param workspace whose requests alone it may serve; null for the platform's
 */
public record PooledCredential(String provider, @Nullable String workspace, CredentialConfig config) {

    public PooledCredential {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(config, "config");
    }

    /** Safe to show, unique at its provider: {@code eng-1} is the platform's, {@code engineering/eng-1} a workspace's. */
    public String name() {
        return workspace == null ? config.id() : workspace + "/" + config.id();
    }

    public String owner() {
        return config.owner();
    }
}
