package dev.pointsman.provider.gemini;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import org.pf4j.Extension;

/** Makes providers of type {@code gemini}. */
@Extension
public final class GeminiFactory implements ModelProviderFactory {

    @Override
    public String type() {
        return "gemini";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        return new GeminiProvider(GeminiSettings.read(settings), host);
    }
}
