package dev.pointsman.hostkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachStore
record StoreStandingTest(TestStore store) {

    @Test
    void aStoreOfThisVersionIsCurrentAndTellsItsTime() {
        assertThat(StoreStanding.at(opened())).isInstanceOfSatisfying(StoreStanding.Current.class, current -> {
            assertThat(current.further()).isEmpty();
            assertThat(current.clockMillis()).isCloseTo(System.currentTimeMillis(), within(5_000L));
        });
    }

    @Test
    void aColumnThatSomebodyAddedIsTold() throws SQLException {
        execute("ALTER TABLE ledger_request ADD COLUMN prompt TEXT");

        try {
            assertThat(StoreStanding.at(store.url()))
                    .isInstanceOfSatisfying(
                            StoreStanding.Current.class,
                            current -> assertThat(current.further()).containsExactly("ledger_request.prompt"));
        } finally {
            execute("ALTER TABLE ledger_request DROP COLUMN prompt");
        }
    }

    @Test
    void aChangeThatIsMissingAndOneThatIsUnknownAreTold() throws SQLException {
        execute("UPDATE schema_migration SET number = 999 WHERE number = 1");

        try {
            assertThat(StoreStanding.at(store.url()))
                    .isEqualTo(new StoreStanding.Different(
                            List.of(Migrations.all().getFirst().name()), List.of("change 999")));
        } finally {
            execute("UPDATE schema_migration SET number = 1 WHERE number = 999");
        }
    }

    @Test
    void whereThereIsNoneNoneIsMade(@TempDir Path folder) {
        assertThat(StoreStanding.inFolder(folder)).isInstanceOf(StoreStanding.Missing.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsNoDatabaseDoesNotAnswer(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("pointsman.db"), "no database ".repeat(100));

        assertThat(StoreStanding.inFolder(folder)).isInstanceOf(StoreStanding.Unreachable.class);
    }

    private String opened() {
        store.store();
        return store.url();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
