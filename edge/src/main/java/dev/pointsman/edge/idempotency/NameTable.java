package dev.pointsman.edge.idempotency;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The table {@code named_request}, of SQLite or PostgreSQL: who was first, whatever process asks. Thread-safe; blocks. */
final class NameTable {

    private static final String TAKE = "INSERT INTO named_request"
            + " (name_digest, workspace, content_digest, request_id, taken_at) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (name_digest) DO UPDATE SET content_digest = excluded.content_digest,"
            + " request_id = excluded.request_id, taken_at = excluded.taken_at WHERE named_request.taken_at < ?";

    private final DataSource store;

    NameTable(DataSource store) {
        this.store = store;
    }

    /** Who holds a name. */
    record Holder(String content, String requestId) {}

    /**
     * Takes a name that is free, or that was taken before a moment.
     *
     * @param forgotten in milliseconds since 1970, as {@code now}
     * @return whether it is the caller's now
     */
    boolean take(NamedRequest request, long now, long forgotten) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement insert = connection.prepareStatement(TAKE)) {
            insert.setString(1, request.digest());
            insert.setString(2, request.workspace());
            insert.setString(3, request.content());
            insert.setString(4, request.requestId());
            insert.setLong(5, now);
            insert.setLong(6, forgotten);
            return insert.executeUpdate() == 1;
        }
    }

    Optional<Holder> holder(String digest) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT content_digest, request_id FROM named_request WHERE name_digest = ?")) {
            select.setString(1, digest);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Holder(row.getString("content_digest"), row.getString("request_id")))
                        : Optional.empty();
            }
        }
    }

    /** Gives a name back, if this very request holds it. */
    void free(NamedRequest request) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM named_request WHERE name_digest = ? AND request_id = ?")) {
            delete.setString(1, request.digest());
            delete.setString(2, request.requestId());
            delete.executeUpdate();
        }
    }

    /** @param forgotten in milliseconds since 1970 */
    void prune(long forgotten) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM named_request WHERE taken_at < ?")) {
            delete.setLong(1, forgotten);
            delete.executeUpdate();
        }
    }
}
