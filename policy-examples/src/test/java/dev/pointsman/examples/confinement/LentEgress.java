package dev.pointsman.examples.confinement;

import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.provider.ollama.OllamaFactory;
import dev.pointsman.provider.openaicompatible.OpenAiCompatibleFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/** A host that lends the plugins' own factories and the given way out. */
record LentEgress(Function<Endpoint, Egress> way, ScheduledExecutorService timers) implements HostContext {

    private static final Map<String, ModelProviderFactory> FACTORIES =
            Map.of("ollama", new OllamaFactory(), "openai-compatible", new OpenAiCompatibleFactory());

    @Override
    public Egress egress(Endpoint endpoint) {
        return way.apply(endpoint);
    }

    @Override
    public Secrets secrets() {
        return reference -> Secret.of("sk-of-" + Integer.toHexString(reference.hashCode()));
    }

    @Override
    public <T> Optional<T> service(Class<T> type) {
        return type.equals(ScheduledExecutorService.class) ? Optional.of(type.cast(timers)) : Optional.empty();
    }

    @Override
    public ProviderDirectory providers() {
        return new ProviderDirectory() {
            @Override
            public Optional<ModelProviderFactory> factory(String type) {
                return Optional.ofNullable(FACTORIES.get(type));
            }

            @Override
            public Set<String> types() {
                return FACTORIES.keySet();
            }

            @Override
            public <T> List<T> extensions(Class<T> extensionPoint) {
                return List.of();
            }
        };
    }
}
