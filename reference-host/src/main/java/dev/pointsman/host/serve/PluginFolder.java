package dev.pointsman.host.serve;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.hostkit.Host;
import dev.pointsman.hostkit.egress.HostEgress;
import dev.pointsman.hostkit.plugins.PluginHost;
import dev.pointsman.hostkit.plugins.PluginReport;
import dev.pointsman.hostkit.plugins.PluginVerifier;
import dev.pointsman.hostkit.secrets.HostSecrets;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins of a folder, and host-kit's services lent to them. */
public final class PluginFolder implements OpenHost {

    private static final Logger LOG = LoggerFactory.getLogger(PluginFolder.class);

    private final PluginHost plugins;
    private final Host host;

    private PluginFolder(PluginHost plugins, Host host) {
        this.plugins = plugins;
        this.host = host;
    }

    /** Loads the configured folder's plugins, or those that came with this host; what cannot run is in {@link #plugins()}. */
    public static OpenHost open(Configuration configuration) {
        Path configured = configuration.gateway().plugins().folder();
        PluginHost plugins = PluginHost.builder(configured == null ? own() : configured)
                .verifier(verifier(configuration.gateway()))
                .build();
        plugins.loadAll();
        Host host = Host.builder()
                .providers(plugins)
                .secrets(new HostSecrets(System::getenv, configuration.folder(), LOG::warn))
                .build();
        return new PluginFolder(plugins, host);
    }

    @Override
    public HostContext context() {
        return host;
    }

    @Override
    public List<PluginState> plugins() {
        return plugins.reports().stream().map(PluginFolder::state).toList();
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
        plugins.close();
    }

    private static PluginVerifier verifier(GatewayConfig gateway) {
        Path sums = gateway.plugins().sumsIn(gateway.data());
        Path signers = gateway.plugins().signersIn(gateway.data());
        return switch (gateway.plugins().verify()) {
            case OFF -> PluginVerifier.off();
            case REQUIRE -> PluginVerifier.require(sums, signers);
            case WARN -> {
                if (Files.exists(sums) || Files.exists(signers)) {
                    yield PluginVerifier.warn(sums, signers);
                }
                // Once, where a line for each jar would hide whatever else is wrong.
                LOG.atWarn()
                        .addKeyValue("sums", sums)
                        .addKeyValue("signers", signers)
                        .log("plugins run unverified: nobody said which are trusted");
                yield PluginVerifier.off();
            }
        };
    }

    /** The start script tells where this installation lies. */
    private static Path own() {
        return Path.of(System.getProperty("pointsman.home", "."), "plugins");
    }

    private static PluginState state(PluginReport report) {
        String name = report.id().isEmpty()
                ? String.valueOf(report.path().getFileName())
                : report.id() + " " + report.version();
        String reason = report.reason().isEmpty() ? "runs" : report.reason();
        return new PluginState(
                name, report.isRunning(), reason + (report.wayOut().isEmpty() ? "" : "; " + report.wayOut()));
    }
}
