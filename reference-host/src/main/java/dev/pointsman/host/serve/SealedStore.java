package dev.pointsman.host.serve;

import dev.pointsman.api.host.Secret;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.hostkit.secrets.HostSecrets;
import dev.pointsman.hostkit.secrets.MasterRotation;
import dev.pointsman.hostkit.secrets.SealException;
import dev.pointsman.hostkit.secrets.SealedEntry;
import dev.pointsman.hostkit.secrets.SealedName;
import dev.pointsman.hostkit.secrets.SealedSecrets;
import dev.pointsman.hostkit.store.Store;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sealed secrets of an installation, whether its gateway runs or not; what is changed in them is written down. */
public final class SealedStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SealedStore.class);

    private final Store store;
    private final SealedSecrets secrets;
    private final CommandAudit audit;

    private SealedStore(Store store, SealedSecrets secrets) {
        this.store = store;
        this.secrets = secrets;
        this.audit = new CommandAudit(store);
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

    /** To look at and to open; what changes them goes through the methods below. */
    public SealedSecrets secrets() {
        return secrets;
    }

    /** Seals a value, which is written down as done by a command. */
    public SealedEntry seal(SealedName name, Secret value) {
        return audited("PUT", "/credentials/" + name.path(), () -> secrets.seal(name, value));
    }

    /** Removes a value, which is written down; false when there is none. */
    public boolean remove(SealedName name) {
        return audited("DELETE", "/credentials/" + name.path(), () -> secrets.remove(name));
    }

    /** Puts a new master key in the place of the present one, which is written down. */
    public MasterRotation rotateMaster() {
        return audited("POST", "/credentials/rotate-master", secrets::rotateMaster);
    }

    private <T> T audited(String action, String target, Supplier<T> work) {
        try {
            T result = work.get();
            boolean done = !Boolean.FALSE.equals(result);
            audit.record(action, target, done ? 200 : 404, done ? "ok" : "nothing_sealed");
            return result;
        } catch (SealException e) {
            audit.record(action, target, 409, "not_sealed");
            throw e;
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
