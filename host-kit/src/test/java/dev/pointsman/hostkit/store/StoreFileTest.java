package dev.pointsman.hostkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {

    @TempDir
    Path folder;

    @Test
    void keepsItsFileForItsOwnerAlone() throws Exception {
        // When
        try (Store store = Store.inFolder(folder);
                Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE something (id TEXT)");

            // Then
            for (String name : new String[] {"pointsman.db", "pointsman.db-wal", "pointsman.db-shm"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void waitsForTheDiskAtEachCommit() throws SQLException {
        try (Store store = Store.inFolder(folder);
                Connection connection = store.dataSource().getConnection()) {
            assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(connection, "synchronous")).isEqualTo("2");
            assertThat(pragma(connection, "busy_timeout")).isEqualTo("5000");
        }
    }

    @Test
    void saysWhichFolderIsMissing() {
        Path nowhere = folder.resolve("nowhere");

        assertThatThrownBy(() -> Store.inFolder(nowhere))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(nowhere.toString())
                .hasMessageContaining("--data");
    }

    @Test
    void saysThatAServerCannotBeReachedAndNoPassword() {
        String url = "jdbc:postgresql://127.0.0.1:1/pointsman?user=someone&password=hunter2";

        assertThatThrownBy(() -> Store.at(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/pointsman ")
                .hasMessageContaining("gateway.store")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void listsEveryFileOfTablesInTheOrderOfTheirNumbers() throws Exception {
        // Given
        Path index = Path.of(Migrations.class.getResource("migrations.txt").toURI());

        // When
        try (Stream<Path> files = Files.list(index.getParent())) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();

            // Then
            assertThat(Files.readAllLines(index)).isEqualTo(names);
        }
    }

    @Test
    void refusesADatabaseItDoesNotKnow() {
        assertThatThrownBy(() -> Store.at("jdbc:mysql://someone:hunter2@db/pointsman"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:mysql://db/pointsman")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void leavesNoDriverRegistered() {
        // Given
        long before = ours();

        // When
        Store.inFolder(folder).close();

        // Then
        assertThat(ours()).isLessThanOrEqualTo(before);
    }

    private static long ours() {
        return DriverManager.drivers()
                .filter(driver -> driver.getClass().getName().startsWith("org.sqlite"))
                .count();
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
