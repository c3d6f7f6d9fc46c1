package dev.pointsman.hostkit.secrets;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.hostkit.secrets.SealedTables.DataKey;
import dev.pointsman.hostkit.secrets.SealedTables.Row;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Secrets that the gateway keeps itself, sealed in its store. Each workspace has a random data key, which seals its secrets and is
 * itself sealed with the master key; the master key lies outside of the store. Thread-safe; keeps no value.
 */
public final class SealedSecrets {

    private final DataSource store;
    private final MasterKeys masterKeys;
    private final InstantSource clock;
    private final Envelope envelope = new Envelope();

    /** @param store with up-to-date tables, as {@code Store} opens it */
    public SealedSecrets(DataSource store, MasterKeys masterKeys, InstantSource clock) {
        this.store = store;
        this.masterKeys = masterKeys;
        this.clock = clock;
    }

    /**
     * Seals a secret, over the one of that name if there is one. Blocks.
     *
     * @throws SealException when the store or the master key cannot be had
     */
    public SealedEntry seal(SealedName name, Secret secret) {
        return masterKeys.alone(() -> Transaction.in(store, tables -> {
            DataKey dataKey = dataKey(tables, name.workspace());
            int version = tables.secret(name).map(Row::version).orElse(0) + 1;
            byte[] key = opened(dataKey);
            byte[] text = secret.reveal().getBytes(StandardCharsets.US_ASCII);
            String sealed = envelope.seal(key, text, place(name, version));
            Arrays.fill(key, (byte) 0);
            Arrays.fill(text, (byte) 0);
            Row row = new Row(name, version, sealed, clock.millis());
            tables.put(row);
            return new SealedEntry(name, version, row.sealedAt(), dataKey.masterKeyId());
        }));
    }

    /** All of them, without their values. Blocks. */
    public List<SealedEntry> list() {
        return Transaction.reading(store, SealedTables::entries);
    }

    /** Whether there was one of this name. Blocks. */
    public boolean remove(SealedName name) {
        return masterKeys.alone(() -> Transaction.in(store, tables -> tables.remove(name)));
    }

    /**
     * Seals every data key with a new master key; the secrets themselves stay as they are, and can be opened at every moment in
     * between. Interrupted, it goes on where it was when it is called again. Blocks.
     *
     * @throws SealException when a data key cannot be opened with any master key there is, so that nothing was changed
     */
    public MasterRotation rotateMaster() {
        return rotateMaster(step -> {});
    }

    MasterRotation rotateMaster(RotationWatch watch) {
        return masterKeys.alone(() -> {
            MasterKey next = masterKeys.next();
            watch.reached("the next key is written");
            int resealed = Transaction.in(store, tables -> {
                List<DataKey> others = tables.dataKeysNotUnder(next.id());
                for (DataKey dataKey : others) {
                    byte[] key = opened(dataKey);
                    tables.resealDataKey(sealed(dataKey.workspace(), key, next));
                    Arrays.fill(key, (byte) 0);
                    watch.reached("a data key is sealed anew");
                }
                return others.size();
            });
            watch.reached("all data keys are sealed anew");
            masterKeys.promote();
            return new MasterRotation(next.id(), resealed);
        });
    }

    /** These secrets for references to sealed ones, and others for all other references. */
    public Secrets beside(Secrets others) {
        return reference -> reference.strip().startsWith("${sealed:") ? open(reference) : others.resolve(reference);
    }

    private Secret open(String reference) {
        SealedName name = SealedName.of(reference)
                .orElseThrow(() -> new SecretUnavailableException(reference
                        + ": write ${sealed:workspace/provider/id}, or ${sealed:provider/id} for the platform's"));
        try (Connection connection = store.getConnection()) {
            SealedTables tables = new SealedTables(connection);
            Optional<Row> row = tables.secret(name);
            Optional<DataKey> dataKey = tables.dataKey(name.workspace());
            if (row.isEmpty() || dataKey.isEmpty()) {
                throw new SecretUnavailableException(
                        name + ": nothing is sealed under this name; seal it with: ./pointsman credentials seal "
                                + name.path());
            }
            return opened(row.get(), dataKey.get());
        } catch (SQLException e) {
            throw SecretUnavailableException.passing(
                    name + ": the store cannot be read now (SQL state " + e.getSQLState() + ")");
        } catch (SealException e) {
            throw new SecretUnavailableException(name + ": " + e.getMessage());
        }
    }

    private Secret opened(Row row, DataKey dataKey) {
        byte[] key = opened(dataKey);
        byte[] text = envelope.open(key, row.sealed(), place(row.name(), row.version()))
                .orElseThrow(() -> new SealException("its row was changed or belongs elsewhere; seal it again"));
        Arrays.fill(key, (byte) 0);
        Secret secret = Secret.of(new String(text, StandardCharsets.US_ASCII));
        Arrays.fill(text, (byte) 0);
        return secret;
    }

    private DataKey dataKey(SealedTables tables, String workspace) throws SQLException {
        Optional<DataKey> known = tables.dataKey(workspace);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] key = envelope.newKey();
        tables.addDataKey(sealed(workspace, key, masterKeys.current()), clock.millis());
        Arrays.fill(key, (byte) 0);
        // Another gateway may have been faster, whose key then counts.
        return tables.dataKey(workspace).orElseThrow(() -> new SealException("the store lost a key; try again"));
    }

    private DataKey sealed(String workspace, byte[] key, MasterKey master) {
        return new DataKey(workspace, master.id(), envelope.seal(master.bytes(), key, "data key", workspace));
    }

    private byte[] opened(DataKey dataKey) {
        MasterKey master = masterKeys
                .find(dataKey.masterKeyId())
                .orElseThrow(() -> new SealException("it was sealed under the master key " + dataKey.masterKeyId()
                        + ", and " + masterKeys.place() + " holds " + ids() + "; put that key back there, or remove the"
                        + " workspace's sealed secrets and seal them again"));
        return envelope.open(master.bytes(), dataKey.sealed(), "data key", dataKey.workspace())
                .orElseThrow(() -> new SealException(
                        "the row of its workspace's data key was changed; restore the store from a back-up, or remove the"
                                + " workspace's sealed secrets and seal them again"));
    }

    private String ids() {
        List<String> ids = masterKeys.all().stream().map(MasterKey::id).toList();
        return ids.isEmpty() ? "none" : String.join(" and ", ids);
    }

    private static String[] place(SealedName name, int version) {
        return new String[] {"secret", name.workspace(), name.provider(), name.id(), Integer.toString(version)};
    }
}
