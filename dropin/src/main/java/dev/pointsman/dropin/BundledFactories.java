package dev.pointsman.dropin;

import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.provider.anthropic.AnthropicFactory;
import dev.pointsman.provider.bedrock.BedrockFactory;
import dev.pointsman.provider.gemini.GeminiFactory;
import dev.pointsman.provider.ollama.OllamaFactory;
import dev.pointsman.provider.openai.OpenAiFactory;
import dev.pointsman.provider.openaicompatible.OpenAiCompatibleFactory;
import dev.pointsman.provider.sandbox.SandboxFactory;
import dev.pointsman.router.AutoProviderFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The router and every provider of this repository, called as the classes they are: no PF4J within PF4J. */
final class BundledFactories implements ProviderDirectory {

    private final Map<String, ModelProviderFactory> factories = new LinkedHashMap<>();

    BundledFactories() {
        all().forEach(factory -> factories.put(factory.type(), factory));
    }

    static List<ModelProviderFactory> all() {
        return List.of(
                new AutoProviderFactory(),
                new AnthropicFactory(),
                new BedrockFactory(),
                new GeminiFactory(),
                new OllamaFactory(),
                new OpenAiCompatibleFactory(),
                new OpenAiFactory(),
                new SandboxFactory());
    }

    @Override
    public Optional<ModelProviderFactory> factory(String type) {
        return Optional.ofNullable(factories.get(type));
    }

    @Override
    public Set<String> types() {
        return new TreeSet<>(factories.keySet());
    }
}
