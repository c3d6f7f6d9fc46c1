package dev.pointsman.host.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.edge.keys.KeyControl;
import dev.pointsman.edge.keys.KeysUnavailableException;
import dev.pointsman.edge.keys.StoredKeys;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.control.Router;
import dev.pointsman.host.control.RouterUnavailableException;
import dev.pointsman.hostkit.secrets.HostSecrets;
import dev.pointsman.hostkit.store.Store;
import java.io.IOException;
import java.util.Map;

/** The stored keys of an installation whose gateway does not run, asked as its admin port would be. */
public final class LocalKeys implements Router {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    private final Store store;
    private final KeyControl keys;
    private final CommandAudit audit;

    private LocalKeys(Store store, KeyControl keys) {
        this.store = store;
        this.keys = keys;
        this.audit = new CommandAudit(store);
    }

    /**
     * Opens the store of a configuration, and makes it where it is missing.
     *
     * @throws IOException when the data folder or the store cannot be had; the message says which and what to do
     */
    public static LocalKeys open(Configuration configuration, Map<String, String> environment) throws IOException {
        DataFolder folder = DataFolder.open(configuration.gateway().data());
        HostSecrets secrets = new HostSecrets(environment::get, configuration.folder(), warning -> {});
        Store store = LentStore.open(configuration.gateway(), folder, secrets);
        try {
            return new LocalKeys(
                    store, new StoredKeys(store.dataSource(), LocalKey.pepper(environment, folder)).control());
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public JsonNode ask(ControlRequest request) {
        try {
            JsonNode answer = JSON.readTree(keys.answer(request).array());
            record(request, 200, "ok");
            return answer;
        } catch (ControlException e) {
            record(request, e.status(), e.code());
            throw e;
        } catch (KeysUnavailableException e) {
            throw new RouterUnavailableException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("the answer to " + request.path() + " is no JSON", e);
        }
    }

    private void record(ControlRequest request, int status, String outcome) {
        if (!request.method().equals("GET")) {
            // What is no key's id may be a key.
            audit.record(request.method(), status == NOT_FOUND ? "/keys" : request.path(), status, outcome);
        }
    }

    @Override
    public String place() {
        return "this process";
    }

    @Override
    public void close() {
        store.close();
    }
}
