package dev.pointsman.api.host;

import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the host's plugins offer. Thread-safe; answers change when a plugin is loaded or unloaded. */
public interface ProviderDirectory {

    static ProviderDirectory empty() {
        return new ProviderDirectory() {};
    }

    /** The factory of a type, from whichever plugin brings it. */
    default Optional<ModelProviderFactory> factory(String type) {
        return Optional.empty();
    }

    /** Every type that a factory was found for. */
    default Set<String> types() {
        return Set.of();
    }

    /** Serves the host's own requests: {@code find("auto")} is the router. */
    default Optional<ModelProvider> find(String name) {
        return Optional.empty();
    }

    /** Other extensions, such as filters, scorers and listeners, in the order of their plugins. */
    default <T> List<T> extensions(Class<T> extensionPoint) {
        return List.of();
    }
}
