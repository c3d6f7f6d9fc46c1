package dev.pointsman.provider.bedrock;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import java.time.Clock;
import org.pf4j.Extension;

/** Makes providers of type {@code bedrock}. */
@Extension
public final class BedrockFactory implements ModelProviderFactory {

    @Override
    public String type() {
        return "bedrock";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        Clock clock = host.service(Clock.class).orElse(Clock.systemUTC());
        return new BedrockProvider(BedrockSettings.read(settings), host, clock);
    }
}
