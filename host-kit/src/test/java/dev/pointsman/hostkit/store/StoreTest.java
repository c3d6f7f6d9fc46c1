package dev.pointsman.hostkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@OnEachStore
record StoreTest(TestStore store) {

    @Test
    void makesEveryTableThatItsFilesName() throws SQLException {
        // When
        List<String> applied = strings("SELECT name FROM schema_migration ORDER BY number");

        // Then
        assertThat(applied)
                .isEqualTo(Migrations.all().stream().map(Migration::name).toList());
        assertThat(strings("SELECT request_id FROM ledger_request")).isEmpty();
    }

    @Test
    void changesNothingWhenOpenedAgain() throws SQLException {
        // Given
        List<String> before = strings("SELECT name || applied_at || checksum FROM schema_migration ORDER BY number");

        // When
        Store.at(store.url()).close();

        // Then
        assertThat(strings("SELECT name || applied_at || checksum FROM schema_migration ORDER BY number"))
                .isEqualTo(before);
    }

    @Test
    void appliesAFurtherFileOnceWhenManyProcessesStartAtOnce() throws Exception {
        // Given
        List<Migration> more = new ArrayList<>(Migrations.all());
        more.add(Migration.of(
                "901-race.sql", "CREATE TABLE race (id TEXT PRIMARY KEY);\nINSERT INTO race VALUES ('one');\n"));
        Engine engine = store.store().engine();
        CountDownLatch start = new CountDownLatch(1);

        // When
        try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> opened = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Callable<Void> process = () -> {
                    start.await();
                    new Migrations(engine, more).apply(store.dataSource());
                    return null;
                };
                opened.add(processes.submit(process));
            }
            start.countDown();
            for (Future<Void> each : opened) {
                each.get();
            }
        }

        // Then
        assertThat(strings("SELECT id FROM race")).containsExactly("one");
        forget(901, "race");
    }

    @Test
    void leavesNothingOfAFileThatFailsHalfway() throws SQLException {
        // Given
        List<Migration> more = new ArrayList<>(Migrations.all());
        more.add(Migration.of(
                "902-half.sql", "CREATE TABLE half (id TEXT PRIMARY KEY);\nINSERT INTO nowhere VALUES (1);\n"));
        Migrations migrations = new Migrations(store.store().engine(), more);

        // When / Then
        assertThatThrownBy(() -> migrations.apply(store.dataSource())).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> strings("SELECT id FROM half")).isInstanceOf(SQLException.class);
        assertThat(strings("SELECT name FROM schema_migration WHERE number = 902"))
                .isEmpty();
    }

    @Test
    void refusesAStoreWhoseTablesWereMadeFromAnotherFile() {
        // Given
        Migration first = Migrations.all().getFirst();
        Migration other = new Migration(first.number(), first.name(), first.sql() + "-- changed");
        Migrations migrations = new Migrations(store.store().engine(), List.of(other));

        // When / Then
        assertThatThrownBy(() -> migrations.apply(store.dataSource()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(first.name());
    }

    @Test
    void refusesAStoreOfANewerVersion() {
        // Given
        Migrations older = new Migrations(store.store().engine(), List.of());

        // When / Then
        assertThatThrownBy(() -> older.apply(store.dataSource()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version");
    }

    private void forget(int number, String table) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + table);
            statement.execute("DELETE FROM schema_migration WHERE number = " + number);
        }
    }

    private List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
