package dev.pointsman.host.serve;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.hostkit.egress.HostEgress;
import dev.pointsman.hostkit.store.Store;
import dev.pointsman.hostkit.store.StoreStanding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * A host that lends the store of an installation whose gateway does not run, or runs elsewhere, and no folder to write to: what is
 * asked of it only reads.
 */
public final class StoreReadingHost implements OpenHost {

    private final OpenHost host;
    private final Store store;
    private final Secrets secrets;

    private StoreReadingHost(OpenHost host, Store store, Secrets secrets) {
        this.host = host;
        this.store = store;
        this.secrets = secrets;
    }

    /** What the configured store is like; it is neither opened for good, nor made, nor changed. */
    public static StoreStanding standing(GatewayConfig config, OpenHost host) {
        return LentStore.standing(config, host.context().secrets());
    }

    /**
     * Opens the store over a host, and takes the host over, also when it fails. Where there is no store yet none is made, and the
     * host stays as it is. What is sealed in the store is opened where its master key can be read.
     *
     * @param environment where the master key may lie
     * @throws IOException when there is a store and it cannot be had, or a variable holds no master key
     */
    public static OpenHost open(GatewayConfig config, OpenHost host, Map<String, String> environment)
            throws IOException {
        if (config.store() == null && !Files.exists(config.data().resolve("pointsman.db"))) {
            return host;
        }
        try {
            DataFolder folder = DataFolder.open(config.data());
            Store store = LentStore.open(config, folder, host.context().secrets());
            return new StoreReadingHost(host, store, secrets(host, store, folder, environment));
        } catch (IOException e) {
            host.close();
            throw e;
        }
    }

    private static Secrets secrets(OpenHost host, Store store, DataFolder folder, Map<String, String> environment)
            throws IOException {
        try {
            return LentStore.sealed(store.dataSource(), folder, environment)
                    .beside(host.context().secrets());
        } catch (IOException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public HostContext context() {
        return LentStore.toRead(host.context(), store.dataSource(), secrets);
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
