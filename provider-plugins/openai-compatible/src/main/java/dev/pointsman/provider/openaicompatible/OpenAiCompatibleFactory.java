package dev.pointsman.provider.openaicompatible;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import java.util.Map;
import org.pf4j.Extension;

/** Makes providers of type {@code openai-compatible}. */
@Extension
public final class OpenAiCompatibleFactory implements ModelProviderFactory {

    private final Map<String, Preset> presets = Preset.all();

    @Override
    public String type() {
        return "openai-compatible";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        return new OpenAiCompatibleProvider(OpenAiCompatibleSettings.read(settings, presets), host);
    }
}
