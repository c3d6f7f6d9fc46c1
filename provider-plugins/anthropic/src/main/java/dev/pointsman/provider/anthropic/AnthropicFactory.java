package dev.pointsman.provider.anthropic;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import org.pf4j.Extension;

/** Makes providers of type {@code anthropic}. */
@Extension
public final class AnthropicFactory implements ModelProviderFactory {

    @Override
    public String type() {
        return "anthropic";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        return new AnthropicProvider(AnthropicSettings.read(settings), host);
    }
}
