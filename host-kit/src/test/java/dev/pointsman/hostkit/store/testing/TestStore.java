package dev.pointsman.hostkit.store.testing;

import dev.pointsman.hostkit.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A new, empty database with our tables, opened when a test first asks for it. Thread-safe. */
public final class TestStore implements AutoCloseable {

    private final String name;
    private final Supplier<String> makeUrl;
    private final Runnable remove;
    private @Nullable String url;
    private @Nullable Store store;

    private TestStore(String name, Supplier<String> makeUrl, Runnable remove) {
        this.name = name;
        this.makeUrl = makeUrl;
        this.remove = remove;
    }

    /** A file in a folder of its own, removed at the end. */
    public static TestStore sqlite() {
        Path folder = newFolder();
        return new TestStore(
                "SQLite", () -> "jdbc:sqlite:" + folder.resolve("pointsman.db"), () -> removeFolder(folder));
    }

    /** A new database of the JVM's one PostgreSQL; where it cannot start, the first use skips the test, or fails it in CI. */
    public static TestStore postgres() {
        return new TestStore("PostgreSQL", TestPostgres::newDatabase, () -> {});
    }

    /** What another process or a second store would open. */
    public synchronized String url() {
        if (url == null) {
            url = makeUrl.get();
        }
        return url;
    }

    public synchronized Store store() {
        if (store == null) {
            store = Store.at(url());
        }
        return store;
    }

    public DataSource dataSource() {
        return store().dataSource();
    }

    /** Empties tables between tests. */
    public void empty(List<String> tables) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute("DELETE FROM " + table);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (store != null) {
            store.close();
        }
        remove.run();
    }

    @Override
    public String toString() {
        return name;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("pointsman-store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
