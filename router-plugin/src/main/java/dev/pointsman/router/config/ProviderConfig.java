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
 * @param credential an unresolved reference; null when it needs none
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
        String owner,
        @Nullable String source,
        @Nullable String region,
        @Nullable Duration retention,
        boolean local,
        boolean enabled,
        List<ModelConfig> models,
        Map<String, Object> raw) {

    public ProviderConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(owner, "owner");
        models = List.copyOf(models);
        raw = Map.copyOf(raw);
    }

    /** What the factory of {@link #type()} takes. */
    public ProviderSettings settings() {
        return new ProviderSettings(name, type, raw);
    }

    /** Without its members: a header may hold a credential. */
    @Override
    public String toString() {
        return "ProviderConfig[" + name + ", " + type + "]";
    }
}
