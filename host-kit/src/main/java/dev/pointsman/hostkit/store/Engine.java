package dev.pointsman.hostkit.store;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The database behind a store, and everything in which the two differ. */
public enum Engine {
    /** One file; one writer at a time, also across processes. */
    SQLITE("jdbc:sqlite:", "org.sqlite.JDBC", 4) {
        @Override
        Properties properties() {
            Properties properties = new Properties();
            // FULL waits for the disk at each commit: NORMAL survives a killed process, but not a power cut.
            properties.setProperty("synchronous", "FULL");
            properties.setProperty("busy_timeout", "5000");
            properties.setProperty("foreign_keys", "true");
            // A reader that turns writer is refused at once when another wrote meanwhile; a writer from the start waits
            // its turn.
            properties.setProperty("transaction_mode", "IMMEDIATE");
            return properties;
        }

        @Override
        void excludeOthers(Connection connection) {
            // Its transactions exclude other writers from the start.
        }

        @Override
        String clock() {
            return "SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000";
        }
    },
    /** A server, shared by several gateways. */
    POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", 10) {
        @Override
        Properties properties() {
            Properties properties = new Properties();
            properties.setProperty("ApplicationName", "pointsman");
            properties.setProperty("connectTimeout", "3");
            // Seconds without a byte: what a switch between two servers leaves half open must not hold a thread for
            // ever.
            properties.setProperty("socketTimeout", "20");
            properties.setProperty("tcpKeepAlive", "true");
            return properties;
        }

        @Override
        void excludeOthers(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
            }
        }

        @Override
        String clock() {
            return "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
        }
    };

    /** Any number that no other program takes: "pointsman" in the letters of a telephone. */
    private static final long MIGRATION_LOCK = 764_687_626L;

    private final String prefix;
    private final String driver;
    private final int connections;

    Engine(String prefix, String driver, int connections) {
        this.prefix = prefix;
        this.driver = driver;
        this.connections = connections;
    }

    static Optional<Engine> of(String url) {
        for (Engine engine : values()) {
            if (url.startsWith(engine.prefix)) {
                return Optional.of(engine);
            }
        }
        return Optional.empty();
    }

    /** The driver's class. */
    String driver() {
        return driver;
    }

    /** One connection without a pool; the driver is made by name, since a plugin's are not found by the JDK's search. */
    Connection connect(String url) throws SQLException {
        try {
            Driver made =
                    (Driver) Class.forName(driver).getDeclaredConstructor().newInstance();
            return Objects.requireNonNull(made.connect(url, properties()), "the driver takes its own URLs");
        } catch (ReflectiveOperationException e) {
            throw new SQLException(driver + " is not packed", e);
        }
    }

    int connections() {
        return connections;
    }

    /** For the driver; what an URL says itself comes over it. */
    abstract Properties properties();

    /** Until the transaction's end nobody else passes here. */
    abstract void excludeOthers(Connection connection) throws SQLException;

    /** Asks the database for its time. */
    abstract String clock();

    /** The database's time, milliseconds since the epoch; SQLite's is this machine's in whole seconds. */
    long clockMillis(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(clock())) {
            row.next();
            return row.getLong(1);
        }
    }
}
