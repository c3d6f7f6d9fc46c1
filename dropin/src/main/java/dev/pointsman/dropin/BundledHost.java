package dev.pointsman.dropin;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.serve.OpenHost;
import dev.pointsman.host.serve.PluginState;
import dev.pointsman.hostkit.Host;
import dev.pointsman.hostkit.egress.HostEgress;
import dev.pointsman.hostkit.secrets.HostSecrets;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The factories inside the jar, and host-kit's services lent to them. */
final class BundledHost implements OpenHost {

    private static final Logger LOG = LoggerFactory.getLogger(BundledHost.class);

    private final BundledFactories factories;
    private final Host host;
    private final @Nullable Path folder;

    private BundledHost(BundledFactories factories, Host host, @Nullable Path folder) {
        this.factories = factories;
        this.host = host;
        this.folder = folder;
    }

    static OpenHost open(Configuration configuration, Map<String, String> variables) {
        BundledFactories factories = new BundledFactories();
        Host host = Host.builder()
                .providers(factories)
                .secrets(new HostSecrets(variables::get, configuration.folder(), LOG::warn))
                .build();
        return new BundledHost(
                factories, host, configuration.gateway().plugins().folder());
    }

    @Override
    public HostContext context() {
        return host;
    }

    @Override
    public List<PluginState> plugins() {
        List<PluginState> states = new ArrayList<>();
        factories.types().forEach(type -> states.add(new PluginState(type, true, "is inside this jar")));
        if (folder != null) {
            states.add(new PluginState(
                    folder.toString(),
                    false,
                    "this jar brings its plugins itself and loads none; take gateway.plugins out, or run them with"
                            + " ./pointsman serve"));
        }
        return states;
    }

    @Override
    public void listensOn(List<InetSocketAddress> addresses) {
        host.client().ownAddresses(addresses);
    }

    @Override
    public HostEgress egress() {
        return host.client();
    }

    @Override
    public void close() {
        host.close();
    }
}
