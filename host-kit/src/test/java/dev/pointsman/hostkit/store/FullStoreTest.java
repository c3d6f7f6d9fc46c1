package dev.pointsman.hostkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.hostkit.store.testing.TestStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class FullStoreTest {

    @Test
    void aConnectionOnWhichSqliteEndedTheTransactionIsNotUsedAgain() throws SQLException {
        try (TestStore store = TestStore.sqlite()) {
            run(store, "CREATE TABLE filler (bytes BLOB)");

            assertThatThrownBy(() -> fill(store)).hasMessageContaining("full");

            for (int i = 0; i < 5; i++) {
                run(store, "INSERT INTO filler VALUES (zeroblob(10000))");
            }
            assertThat(count(store)).isEqualTo(5);
        }
    }

    /** As a caller would, on a connection whose database may not grow. */
    private static void fill(TestStore store) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = 1");
            connection.setAutoCommit(false);
            try {
                statement.execute("INSERT INTO filler VALUES (zeroblob(10000000))");
            } catch (SQLException e) {
                assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
                throw e;
            }
        }
    }

    private static void run(TestStore store, String sql) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            connection.commit();
        }
    }

    private static int count(TestStore store) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM filler")) {
            row.next();
            return row.getInt(1);
        }
    }
}
