package dev.pointsman.examples;

import com.acme.pointsman.AcmeFactory;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.provider.anthropic.AnthropicFactory;
import dev.pointsman.provider.gemini.GeminiFactory;
import dev.pointsman.provider.ollama.OllamaFactory;
import dev.pointsman.provider.openai.OpenAiFactory;
import dev.pointsman.provider.openaicompatible.OpenAiCompatibleFactory;
import dev.pointsman.provider.sandbox.SandboxFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lends the plugins' own factories, so that each provider's settings are checked too; every secret is there, nobody can be reached. */
final class LendingHost implements HostContext {

    private final Map<String, ModelProviderFactory> factories = Stream.of(
                    new OpenAiFactory(),
                    new AnthropicFactory(),
                    new GeminiFactory(),
                    new OllamaFactory(),
                    new OpenAiCompatibleFactory(),
                    new SandboxFactory(),
                    new AcmeFactory())
            .collect(Collectors.toMap(ModelProviderFactory::type, Function.identity()));
    private final List<Object> extensions;

    LendingHost(Object... extensions) {
        this.extensions = List.of(extensions);
    }

    @Override
    public Secrets secrets() {
        return reference -> Secret.of("example-" + Integer.toHexString(reference.hashCode()));
    }

    @Override
    public ProviderDirectory providers() {
        return new ProviderDirectory() {
            @Override
            public Optional<ModelProviderFactory> factory(String type) {
                return Optional.ofNullable(factories.get(type));
            }

            @Override
            public Set<String> types() {
                return factories.keySet();
            }

            @Override
            public <T> List<T> extensions(Class<T> extensionPoint) {
                return extensions.stream()
                        .filter(extensionPoint::isInstance)
                        .map(extensionPoint::cast)
                        .toList();
            }
        };
    }
}
