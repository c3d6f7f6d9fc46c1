package dev.pointsman.hostkit.secrets;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Work on the tables that happens as a whole or not at all. */
final class Transaction {

    private Transaction() {}

    @FunctionalInterface
    interface Work<T> {
        T on(SealedTables tables) throws SQLException;
    }

    /** @throws SealException when the store refuses; nothing was changed then */
    static <T> T in(DataSource store, Work<T> work) {
        try (Connection connection = store.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(new SealedTables(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** Work that only reads, and keeps no writer waiting. */
    static <T> T reading(DataSource store, Work<T> work) {
        try (Connection connection = store.getConnection()) {
            return work.on(new SealedTables(connection));
        } catch (SQLException e) {
            throw refused(e);
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

    private static SealException refused(SQLException e) {
        return new SealException(
                "the store cannot be used now (SQL state " + e.getSQLState() + "); see that it runs", e);
    }
}
