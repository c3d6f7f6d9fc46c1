package dev.pointsman.host.serve;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.hostkit.egress.HostEgress;
import dev.pointsman.hostkit.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;

/**
 * A host that lends the store of an installation whose gateway does not run, or runs elsewhere, and no folder to write to: what is
 * asked of it only reads.
 */
public final class StoreReadingHost implements OpenHost {

    private final OpenHost host;
    private final Store store;

    private StoreReadingHost(OpenHost host, Store store) {
        this.host = host;
        this.store = store;
    }

    /**
     * Opens the store over a host, and takes the host over, also when it fails. Where there is no store yet none is made, and the
     * host stays as it is.
     *
     * @throws IOException when there is one and it cannot be had
     */
    public static OpenHost open(GatewayConfig config, OpenHost host) throws IOException {
        if (config.store() == null && !Files.exists(config.data().resolve("pointsman.db"))) {
            return host;
        }
        try {
            return new StoreReadingHost(
                    host,
                    LentStore.open(
                            config,
                            DataFolder.open(config.data()),
                            host.context().secrets()));
        } catch (IOException e) {
            host.close();
            throw e;
        }
    }

    @Override
    public HostContext context() {
        return LentStore.toRead(host.context(), store.dataSource());
    }

    @Override
    public List<PluginState> plugins() {
        return host.plugins();
    }

    @Override
    public void listensOn(List<InetSocketAddress> addresses) {
        host.listensOn(addresses);
    }

    @Override
    public HostEgress egress() {
        return host.egress();
    }

    @Override
    public void close() {
        store.close();
        host.close();
    }
}
