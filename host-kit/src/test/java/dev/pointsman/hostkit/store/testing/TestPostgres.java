package dev.pointsman.hostkit.store.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The one PostgreSQL of a JVM's tests, started at the first use and stopped with the JVM. */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres running;
    private static @Nullable Throwable broken;

    private TestPostgres() {}

    /** The JDBC URL of a new, empty database. */
    public static String newDatabase() {
        haveDriver();
        EmbeddedPostgres server = running();
        String name = "pointsman_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError("no database could be made", e);
        }
        return server.getJdbcUrl("postgres", name);
    }

    /** A store that was closed has taken the drivers out, and the starter looks for its own among them. */
    private static void haveDriver() {
        try {
            Driver driver = (Driver) Class.forName("org.postgresql.Driver")
                    .getDeclaredConstructor()
                    .newInstance();
            if (DriverManager.drivers().noneMatch(known -> known.getClass() == driver.getClass())) {
                DriverManager.registerDriver(driver);
            }
        } catch (ReflectiveOperationException | SQLException e) {
            throw new AssertionError("PostgreSQL's driver is missing", e);
        }
    }

    private static synchronized EmbeddedPostgres running() {
        if (running == null && broken == null) {
            try {
                running = start();
            } catch (IOException | RuntimeException e) {
                broken = e;
            }
        }
        if (running != null) {
            return running;
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("PostgreSQL could not be started", broken);
        }
        throw new TestAbortedException("PostgreSQL could not be started here: " + broken, broken);
    }

    /** The starter's own defaults lose commits. */
    private static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setPGStartupWait(Duration.ofMinutes(4))
                .start();
    }
}
