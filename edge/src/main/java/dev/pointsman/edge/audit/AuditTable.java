package dev.pointsman.edge.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The table {@code admin_audit}; rows are added, never changed, and deleted by age. Thread-safe; blocks. */
final class AuditTable {

    private final DataSource store;

    AuditTable(DataSource store) {
        this.store = store;
    }

    void add(AdminAction action) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO admin_audit"
                        + " (id, at, who, from_address, action, target, status, outcome, request_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setLong(2, action.at().toEpochMilli());
            insert.setString(3, action.who());
            insert.setString(4, action.from());
            insert.setString(5, action.action());
            insert.setString(6, action.target());
            insert.setInt(7, action.status());
            insert.setString(8, action.outcome());
            insert.setString(9, action.requestId());
            insert.executeUpdate();
        }
    }

    void deleteBefore(Instant oldest) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM admin_audit WHERE at < ?")) {
            delete.setLong(1, oldest.toEpochMilli());
            delete.executeUpdate();
        }
    }

    List<AdminAction> latest(int limit) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT at, who, from_address, action, target,"
                        + " status, outcome, request_id FROM admin_audit ORDER BY at DESC, id LIMIT ?")) {
            select.setInt(1, limit);
            List<AdminAction> actions = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    actions.add(new AdminAction(
                            Instant.ofEpochMilli(rows.getLong("at")),
                            rows.getString("who"),
                            rows.getString("from_address"),
                            rows.getString("action"),
                            rows.getString("target"),
                            rows.getInt("status"),
                            rows.getString("outcome"),
                            rows.getString("request_id")));
                }
            }
            return actions;
        }
    }
}
