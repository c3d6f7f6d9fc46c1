package dev.pointsman.edge.keys;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code virtual_key}, of SQLite or PostgreSQL. No key and nothing that was presented ever gets here: rows are found by
 * id, and values travel as parameters. Thread-safe; blocks.
 */
final class KeyTable {

    private static final String COLUMNS = "id, digest, grant_json, created_at, revoked_at, last_used_at";
    private static final HexFormat HEX = HexFormat.of();

    private final DataSource store;

    KeyTable(DataSource store) {
        this.store = store;
    }

    /** A row. */
    record Row(StoredKey key, byte[] digest) {}

    void add(StoredKey key, byte[] digest) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO virtual_key"
                        + " (id, digest, workspace, grant_json, created_at) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, key.id());
            insert.setString(2, HEX.formatHex(digest));
            insert.setString(3, key.grant().workspace());
            insert.setString(4, GrantJson.text(key.grant()));
            insert.setLong(5, key.created().toEpochMilli());
            insert.executeUpdate();
        }
    }

    Optional<Row> find(String id) throws SQLException {
        return rows("WHERE id = ?", id).stream().findFirst();
    }

    /** @param workspace null for all of them */
    List<Row> list(@Nullable String workspace) throws SQLException {
        return workspace == null
                ? rows("ORDER BY created_at, id", null)
                : rows("WHERE workspace = ? ORDER BY created_at, id", workspace);
    }

    /** The first revocation counts; a later one changes nothing. */
    void revoke(String id, Instant at) throws SQLException {
        update("UPDATE virtual_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", at, id);
    }

    void used(String id, Instant at) throws SQLException {
        update("UPDATE virtual_key SET last_used_at = ? WHERE id = ?", at, id);
    }

    private void update(String statement, Instant at, String id) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            update.setLong(1, at.toEpochMilli());
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    private List<Row> rows(String which, @Nullable String parameter) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT " + COLUMNS + " FROM virtual_key " + which)) {
            if (parameter != null) {
                select.setString(1, parameter);
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
            return rows;
        }
    }

    private static Row row(ResultSet found) throws SQLException {
        String id = found.getString("id");
        try {
            StoredKey key = new StoredKey(
                    id,
                    GrantJson.ofText(found.getString("grant_json")),
                    Instant.ofEpochMilli(found.getLong("created_at")),
                    instant(found, "revoked_at"),
                    instant(found, "last_used_at"));
            return new Row(key, HEX.parseHex(found.getString("digest")));
        } catch (IOException | IllegalArgumentException e) {
            throw new SQLException("the row " + id + " of virtual_key was not written by this program", e);
        }
    }

    private static @Nullable Instant instant(ResultSet found, String column) throws SQLException {
        long millis = found.getLong(column);
        return found.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
