package dev.pointsman.router.money;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs statements together or not at all. Thread-safe. */
record Transactions(DataSource store) {

    /** Statements on one connection. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    void run(Work work) throws SQLException {
        try (Connection connection = store.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    /** Some failures have ended the transaction already, and the reason is what the caller must hear. */
    private static void rollback(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
