package com.acme.pointsman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.hostkit.Host;
import dev.pointsman.hostkit.plugins.PluginHost;
import dev.pointsman.provider.testkit.PluginJarContract;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcmeJarIT extends PluginJarContract {

    AcmeJarIT() {
        super(AcmeFactory.class);
    }

    @Test
    void aHostMakesProvidersFromIt() throws IOException {
        try (PluginHost plugins = PluginHost.builder(jar().getParent()).build();
                Host host = Host.builder().providers(plugins).build()) {
            assertThat(plugins.load(jar()).reason()).isEmpty();

            ProviderSettings settings = new ProviderSettings("acme", "acme", Map.of("project", "p-7"));
            try (ModelProvider provider = plugins.factory("acme").orElseThrow().create(settings, host)) {
                assertThat(provider.dialects()).isNotEmpty();
                assertThat(provider.getClass().getClassLoader()).isNotSameAs(AcmeFactory.class.getClassLoader());
            }
        }
    }
}
