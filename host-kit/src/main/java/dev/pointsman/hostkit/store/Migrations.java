package dev.pointsman.hostkit.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a store's tables up to date: each file once, all of them in one transaction, what was applied written down in {@code
 * schema_migration}. Processes that start at once wait for each other.
 */
final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private static final String INDEX = "migrations.txt";
    private static final String RECORD = """
            CREATE TABLE IF NOT EXISTS schema_migration (
                number INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL
            )""";

    private final Engine engine;
    private final List<Migration> known;

    Migrations(Engine engine, List<Migration> known) {
        this.engine = engine;
        this.known = List.copyOf(known);
    }

    /** Those this version brings. */
    static List<Migration> all() {
        return read(INDEX)
                .lines()
                .filter(line -> !line.isBlank())
                .map(name -> Migration.of(name, read(name)))
                .toList();
    }

    /**
     * Applies what is missing.
     *
     * @throws StoreException when the store was made by a newer version, or from a file with another content
     */
    void apply(DataSource store) throws SQLException {
        try (Connection connection = store.getConnection()) {
            connection.setAutoCommit(false);
            try {
                apply(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** What differs between this version and the changes that a store remembers; reads alone. */
    StoreStanding.Different compare(Connection connection) throws SQLException {
        Map<Integer, String> applied = isFresh(connection) ? new HashMap<>() : applied(connection);
        List<String> missing = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        for (Migration migration : known) {
            String checksum = applied.remove(migration.number());
            if (checksum == null) {
                missing.add(migration.name());
            } else if (!checksum.equals(migration.checksum())) {
                foreign.add(migration.name());
            }
        }
        applied.keySet().stream().sorted().forEach(number -> foreign.add("change " + number));
        return new StoreStanding.Different(missing, foreign);
    }

    /** Makes all tables in an empty database. */
    void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(RECORD);
        }
        for (Migration migration : known) {
            apply(connection, migration);
        }
    }

    private static boolean isFresh(Connection connection) throws SQLException {
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), "schema_migration", null)) {
            return !tables.next();
        }
    }

    private void apply(Connection connection) throws SQLException {
        engine.excludeOthers(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(RECORD);
        }
        Map<Integer, String> applied = applied(connection);
        for (Migration migration : known) {
            String checksum = applied.remove(migration.number());
            if (checksum == null) {
                apply(connection, migration);
                LOG.atInfo()
                        .addKeyValue("migration", migration.name())
                        .log("the store's tables were brought up to date");
            } else if (!checksum.equals(migration.checksum())) {
                throw new StoreException(
                        "the store's tables were made from another " + migration.name()
                                + " than this version brings; start the version that made them, or restore a back-up of this one");
            }
        }
        if (!applied.isEmpty()) {
            throw new StoreException("the store was made by a newer version (its tables know the changes "
                    + applied.keySet().stream().sorted().toList()
                    + "); start that version, or restore a back-up of this one");
        }
    }

    private static void apply(Connection connection, Migration migration) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : migration.statements()) {
                statement.execute(sql);
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO schema_migration VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, migration.number());
            insert.setString(2, migration.name());
            insert.setString(3, migration.checksum());
            insert.setLong(4, System.currentTimeMillis());
            insert.executeUpdate();
        }
    }

    private static Map<Integer, String> applied(Connection connection) throws SQLException {
        Map<Integer, String> applied = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number, checksum FROM schema_migration")) {
            while (rows.next()) {
                applied.put(rows.getInt(1), rows.getString(2));
            }
        }
        return applied;
    }

    private static String read(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not packed beside " + Migrations.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
