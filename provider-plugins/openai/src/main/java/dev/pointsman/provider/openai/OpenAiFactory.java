package dev.pointsman.provider.openai;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import org.pf4j.Extension;

/** Makes providers of type {@code openai}. */
@Extension
public final class OpenAiFactory implements ModelProviderFactory {

    @Override
    public String type() {
        return "openai";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        return new OpenAiProvider(OpenAiSettings.read(settings), host);
    }
}
