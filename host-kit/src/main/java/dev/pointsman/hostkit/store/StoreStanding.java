package dev.pointsman.hostkit.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a store is like, found without changing it. */
public sealed interface StoreStanding {

    /** There is no file yet; the first start makes it. */
    record Missing(Path file) implements StoreStanding {}

    /**
     * It does not answer.
     *
     * @param reason holds no password
     */
    record Unreachable(String reason) implements StoreStanding {}

    /**
     * It answers, and its tables are not those of this version.
     *
     * @param missing changes that the next start applies
     * @param foreign changes that this version does not know, or knows with another content: it will not start
     */
    record Different(List<String> missing, List<String> foreign) implements StoreStanding {

        public Different {
            missing = List.copyOf(missing);
            foreign = List.copyOf(foreign);
        }
    }

    /**
     * It answers, and this version has nothing to do to it.
     *
     * @param clockMillis what the store says the time is, since the epoch
     * @param further columns that somebody else added to our tables, as {@code table.column}
     */
    record Current(long clockMillis, List<String> further) implements StoreStanding {

        public Current {
            further = List.copyOf(further);
        }
    }

    /** Of the SQLite file in a folder. */
    static StoreStanding inFolder(Path folder) {
        Path file = folder.resolve("pointsman.db").toAbsolutePath().normalize();
        return Files.exists(file) ? of(Engine.SQLITE, "jdbc:sqlite:" + file) : new Missing(file);
    }

    /** Of what a JDBC URL names; blocks until it answered or did not, at most some seconds. */
    static StoreStanding at(String url) {
        return Engine.of(url)
                .map(engine -> of(engine, url))
                .orElseGet(() -> new Unreachable(Store.printable(url) + " is no jdbc:postgresql:… URL"));
    }

    private static StoreStanding of(Engine engine, String url) {
        try (Connection connection = engine.connect(url)) {
            Migrations ours = new Migrations(engine, Migrations.all());
            Different changes = ours.compare(connection);
            if (!changes.missing().isEmpty() || !changes.foreign().isEmpty()) {
                return changes;
            }
            return new Current(engine.clockMillis(connection), further(Column.of(connection)));
        } catch (SQLException e) {
            return new Unreachable(Store.printable(url) + " does not answer (" + e.getMessage() + ")");
        }
    }

    /** Those of our tables that an empty store would not have. */
    private static List<String> further(Set<Column> columns) throws SQLException {
        try (Connection blank = Engine.SQLITE.connect("jdbc:sqlite::memory:")) {
            new Migrations(Engine.SQLITE, Migrations.all()).make(blank);
            Set<Column> ours = Column.of(blank);
            Set<String> tables = ours.stream().map(Column::table).collect(Collectors.toSet());
            return columns.stream()
                    .filter(column -> tables.contains(column.table()) && !ours.contains(column))
                    .map(Column::toString)
                    .sorted()
                    .toList();
        }
    }
}
