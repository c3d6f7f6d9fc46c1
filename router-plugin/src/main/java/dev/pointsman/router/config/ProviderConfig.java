package dev.pointsman.router.config;

import dev.pointsman.api.provider.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One {@code providers:} entry: what every provider shares. The plugin reads the rest from {@link #settings()}.
 *
 * @param name the entry's key
 * @param type the factory that makes it
 * @param credential an unresolved reference; null when it needs none or has a list of them
 * @param credentials the platform's own list; empty when {@code credential} says it all
 * @param owner who answers for the credential and the bill
 * @param source where the credential came from, for people; null when there is no credential
 * @param region in which answers are made, lower case; null when not stated
 * @param retention how long the vendor keeps requests, zero for not at all; null when not stated
 * @param local whether the operator declared the endpoint local
 * @param enabled {@code false} takes it out of every decision without deleting it
 * @param models those named by the operator; empty means: whatever the provider lists
 * @param raw every member of the entry as it was written
 */
public record ProviderConfig(
        String name,
        String type,
        @Nullable String credential,
        List<CredentialConfig> credentials,
        String owner,
        @Nullable String source,
        @Nullable String region,
        @Nullable Duration retention,
        boolean local,
        boolean enabled,
        List<ModelConfig> models,
        Map<String, Object> raw) {

    /** The owner of what names none, where the policy allows that. */
    public static final String UNSTATED = "unstated";

    public ProviderConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(owner, "owner");
        credentials = List.copyOf(credentials);
        models = List.copyOf(models);
        raw = Map.copyOf(raw);
    }

    /** What the factory of {@link #type()} takes. */
    public ProviderSettings settings() {
        return new ProviderSettings(name, type, raw);
    }

    /** The platform's credentials, one or many; a single one has the provider's name for its id. Empty when none is needed. */
    public List<CredentialConfig> platformCredentials() {
        return credential == null ? credentials : List.of(new CredentialConfig(name, credential, owner, source, 0));
    }

    /** Without its members: a header may hold a credential. */
    @Override
    public String toString() {
        return "ProviderConfig[" + name + ", " + type + "]";
    }
}
