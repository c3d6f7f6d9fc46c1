package dev.pointsman.host.serve;

import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the plugins offer, and the router under its name. */
record ServedDirectory(ProviderDirectory plugins, Supplier<ModelProvider> router) implements ProviderDirectory {

    @Override
    public Optional<ModelProviderFactory> factory(String type) {
        return plugins.factory(type);
    }

    @Override
    public Set<String> types() {
        return plugins.types();
    }

    @Override
    public Optional<ModelProvider> find(String name) {
        return name.equals(MadeRouter.AUTO) ? Optional.of(router.get()) : plugins.find(name);
    }

    @Override
    public <T> List<T> extensions(Class<T> extensionPoint) {
        return plugins.extensions(extensionPoint);
    }
}
