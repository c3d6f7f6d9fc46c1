package dev.pointsman.host.serve;

import dev.pointsman.host.config.Configuration;
import dev.pointsman.hostkit.secrets.HostSecrets;
import dev.pointsman.hostkit.secrets.SealedSecrets;
import dev.pointsman.hostkit.store.Store;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sealed secrets of an installation, whether its gateway runs or not. */
public final class SealedStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SealedStore.class);

    private final Store store;
    private final SealedSecrets secrets;

    private SealedStore(Store store, SealedSecrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    /**
     * Opens the configured store, and makes it where it is missing.
     *
     * @throws IOException when the data folder, the store or the master key cannot be had; the message says what to do
     */
    public static SealedStore open(Configuration configuration, Map<String, String> environment) throws IOException {
        DataFolder folder = DataFolder.open(configuration.gateway().data());
        HostSecrets passwords = new HostSecrets(environment::get, configuration.folder(), LOG::warn);
        Store store = LentStore.open(configuration.gateway(), folder, passwords);
        try {
            return new SealedStore(store, LentStore.sealed(store.dataSource(), folder, environment));
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    public SealedSecrets secrets() {
        return secrets;
    }

    @Override
    public void close() {
        store.close();
    }
}
