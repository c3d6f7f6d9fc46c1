package dev.pointsman.provider.sandbox;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import org.pf4j.Extension;

/**
 * Makes sandbox providers. Settings, all optional:
 *
 * <ul>
 *   <li>{@code vendors}: which of {@code cheap, fast, smart, flaky, dead} this entry offers; all when absent.
 *   <li>{@code speed}: {@code realistic} (the default) waits as a vendor would, {@code instant} never waits.
 *   <li>{@code flaky.failEvery}: of the calls to {@code flaky}, the first and then every n-th is refused as overloaded; 2 when
 *       absent, 0 for never.
 *   <li>{@code flaky.cutEvery}: of the other streamed answers of {@code flaky}, the first and then every n-th breaks off in the
 *       middle; 0, never, when absent.
 * </ul>
 *
 * <p>How often each vendor was asked can be read through JMX, see {@link SandboxMXBean}.
 */
@Extension
public final class SandboxFactory implements ModelProviderFactory {

    private final CounterDirectory counters = new CounterDirectory(ManagementFactory.getPlatformMBeanServer());

    @Override
    public String type() {
        return "sandbox";
    }

    @Override
    public ModelProvider create(ProviderSettings settings, HostContext host) {
        SandboxSettings read = SandboxSettings.read(settings);
        InstantSource clock = host.service(InstantSource.class).orElseGet(InstantSource::system);
        return new SandboxProvider(read, counters.open(settings.name()), clock);
    }
}
