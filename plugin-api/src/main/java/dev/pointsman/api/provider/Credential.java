package dev.pointsman.api.provider;

import dev.pointsman.api.host.Secret;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a provider authenticates with. Made by the router for one attempt; prints as its id.
 *
 * @param id stable and safe to show: {@code environment/openai}
 * @param secrets by name; a credential of one secret calls it {@value #KEY}
 */
public record Credential(String id, Map<String, Secret> secrets) {

    /** The name of the only secret of a simple credential. */
    public static final String KEY = "key";

    public Credential {
        Objects.requireNonNull(id, "id");
        secrets = Map.copyOf(secrets);
    }

    public static Credential of(String id, Secret key) {
        return new Credential(id, Map.of(KEY, key));
    }

    /** The secret of a simple credential. */
    public Optional<Secret> key() {
        return Optional.ofNullable(secrets.get(KEY));
    }

    @Override
    public String toString() {
        return id;
    }
}
