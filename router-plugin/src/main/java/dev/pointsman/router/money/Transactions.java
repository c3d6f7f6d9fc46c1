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
            boolean done = false;
            try {
                work.on(connection);
                connection.commit();
                done = true;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        }
    }
}
