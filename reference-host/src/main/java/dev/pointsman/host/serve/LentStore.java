package dev.pointsman.host.serve;

import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.host.config.StoreAddress;
import dev.pointsman.hostkit.secrets.MasterKeys;
import dev.pointsman.hostkit.secrets.SealException;
import dev.pointsman.hostkit.secrets.SealedSecrets;
import dev.pointsman.hostkit.store.Store;
import dev.pointsman.hostkit.store.StoreException;
import dev.pointsman.hostkit.store.StoreStanding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway that serves lends besides: its store as a {@code DataSource}, its data folder as a {@code Path}, and the secrets
 * that are sealed in the store.
 */
record LentStore(
        HostContext host, DataSource store, @Nullable Path folder, Secrets secrets) implements HostContext {

    /**
     * Lends an open store.
     *
     * @param environment where the master key may lie
     * @throws IOException when a variable holds no master key
     */
    static LentStore of(HostContext host, DataSource store, DataFolder folder, Map<String, String> environment)
            throws IOException {
        Secrets secrets = sealed(store, folder, environment).beside(host.secrets());
        return new LentStore(host, store, folder.path(), secrets);
    }

    /** For whoever looks and writes nothing: without a folder, and with those secrets. */
    static HostContext toRead(HostContext host, DataSource store, Secrets secrets) {
        return new LentStore(host, store, null, secrets);
    }

    static SealedSecrets sealed(DataSource store, DataFolder folder, Map<String, String> environment)
            throws IOException {
        try {
            return new SealedSecrets(store, MasterKeys.of(environment, folder.path()), InstantSource.system());
        } catch (SealException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Opens the configured store.
     *
     * @throws IOException when it cannot be had; the message says which and what to do
     */
    static Store open(GatewayConfig config, DataFolder folder, Secrets secrets) throws IOException {
        StoreAddress address = config.store();
        try {
            return address == null ? Store.inFolder(folder.path()) : Store.at(address.url(secrets));
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        } catch (SecretUnavailableException e) {
            throw new IOException("gateway.store: " + e.getMessage(), e);
        }
    }

    /** What the configured store is like; it is neither made nor changed. */
    static StoreStanding standing(GatewayConfig config, Secrets secrets) {
        StoreAddress address = config.store();
        try {
            return address == null ? StoreStanding.inFolder(config.data()) : StoreStanding.at(address.url(secrets));
        } catch (SecretUnavailableException e) {
            return new StoreStanding.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Egress egress(Endpoint endpoint) {
        return host.egress(endpoint);
    }

    @Override
    public ProviderDirectory providers() {
        return host.providers();
    }

    @Override
    public <T> Optional<T> service(Class<T> type) {
        if (type == DataSource.class) {
            return Optional.of(type.cast(store));
        }
        if (type == Path.class) {
            return Optional.ofNullable(folder).map(type::cast);
        }
        return host.service(type);
    }
}
