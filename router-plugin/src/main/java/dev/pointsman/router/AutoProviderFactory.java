package dev.pointsman.router;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import org.pf4j.Extension;

/** Makes the router: its settings are the policy, as a tree. */
@Extension
public final class AutoProviderFactory implements ModelProviderFactory {

    @Override
    public String type() {
        return "auto";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        Services services = Services.of(host);
        try {
            return new AutoProvider(services, new LivePolicy(settings.values(), services));
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }
}
