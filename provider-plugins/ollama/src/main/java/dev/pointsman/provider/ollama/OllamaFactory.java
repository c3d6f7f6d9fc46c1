package dev.pointsman.provider.ollama;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import org.pf4j.Extension;

/** Makes providers of type {@code ollama}. */
@Extension
public final class OllamaFactory implements ModelProviderFactory {

    @Override
    public String type() {
        return "ollama";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        return new OllamaProvider(OllamaSettings.read(settings), host);
    }
}
