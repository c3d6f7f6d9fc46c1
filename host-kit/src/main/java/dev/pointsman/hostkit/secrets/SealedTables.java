package dev.pointsman.hostkit.secrets;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two tables of sealed secrets, on a connection whose transaction is the caller's. */
final class SealedTables {

    /** A workspace's key, sealed with the master key of that id. */
    record DataKey(String workspace, String masterKeyId, String sealed) {}

    /** One secret's row; the data key is its workspace's. */
    record Row(SealedName name, int version, String sealed, long sealedAt) {}

    private final Connection connection;

    SealedTables(Connection connection) {
        this.connection = connection;
    }

    Optional<DataKey> dataKey(String workspace) throws SQLException {
        return dataKeys("WHERE workspace = ?", workspace).stream().findFirst();
    }

    /** Those that are not sealed with this master key. */
    List<DataKey> dataKeysNotUnder(String masterKeyId) throws SQLException {
        return dataKeys("WHERE master_key_id <> ? ORDER BY workspace", masterKeyId);
    }

    /** Keeps what is there already. */
    void addDataKey(DataKey key, long now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO sealed_data_key (workspace, master_key_id, sealed_key, made_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (workspace) DO NOTHING")) {
            insert.setString(1, key.workspace());
            insert.setString(2, key.masterKeyId());
            insert.setString(3, key.sealed());
            insert.setLong(4, now);
            insert.executeUpdate();
        }
    }

    /** Replaces how a data key is sealed, not the key itself. */
    void resealDataKey(DataKey key) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE sealed_data_key SET master_key_id = ?, sealed_key = ? WHERE workspace = ?")) {
            update.setString(1, key.masterKeyId());
            update.setString(2, key.sealed());
            update.setString(3, key.workspace());
            update.executeUpdate();
        }
    }

    Optional<Row> secret(SealedName name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT version, sealed, sealed_at FROM sealed_secret WHERE workspace = ? AND provider = ? AND id = ?")) {
            bind(select, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Row(name, rows.getInt(1), rows.getString(2), rows.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    void put(Row row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO sealed_secret (workspace, provider, id, version, sealed, sealed_at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (workspace, provider, id) DO UPDATE SET version = excluded.version,"
                        + " sealed = excluded.sealed, sealed_at = excluded.sealed_at")) {
            bind(insert, row.name());
            insert.setInt(4, row.version());
            insert.setString(5, row.sealed());
            insert.setLong(6, row.sealedAt());
            insert.executeUpdate();
        }
    }

    boolean remove(SealedName name) throws SQLException {
        boolean removed;
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM sealed_secret WHERE workspace = ? AND provider = ? AND id = ?")) {
            bind(delete, name);
            removed = delete.executeUpdate() > 0;
        }
        // The last secret takes its workspace's key along: what old copies of its rows hold opens no more.
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM sealed_data_key WHERE workspace = ?"
                        + " AND NOT EXISTS (SELECT 1 FROM sealed_secret WHERE sealed_secret.workspace = sealed_data_key.workspace)")) {
            delete.setString(1, name.workspace());
            delete.executeUpdate();
        }
        return removed;
    }

    List<SealedEntry> entries() throws SQLException {
        List<SealedEntry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT s.workspace, s.provider, s.id, s.version, s.sealed_at, k.master_key_id FROM sealed_secret s"
                                + " LEFT JOIN sealed_data_key k ON k.workspace = s.workspace"
                                + " ORDER BY s.workspace, s.provider, s.id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                SealedName name = new SealedName(rows.getString(1), rows.getString(2), rows.getString(3));
                String masterKeyId = rows.getString(6);
                entries.add(new SealedEntry(
                        name, rows.getInt(4), rows.getLong(5), masterKeyId == null ? "none" : masterKeyId));
            }
        }
        return entries;
    }

    private List<DataKey> dataKeys(String where, String value) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT workspace, master_key_id, sealed_key FROM sealed_data_key " + where)) {
            select.setString(1, value);
            List<DataKey> keys = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(new DataKey(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
            return keys;
        }
    }

    private static void bind(PreparedStatement statement, SealedName name) throws SQLException {
        statement.setString(1, name.workspace());
        statement.setString(2, name.provider());
        statement.setString(3, name.id());
    }
}
