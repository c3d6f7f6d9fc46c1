package dev.pointsman.hostkit.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * An open store: a pool of connections to a database whose tables are up to date. Thread-safe. A transaction (auto-commit off)
 * on SQLite is a writing one from its start: read with auto-commit on.
 */
public final class Store implements AutoCloseable {

    /** How long a thread waits for a connection before it is told that there is none. */
    private static final long CONNECTION_MILLIS = 3_000;

    private final Engine engine;
    private final HikariDataSource pool;

    private Store(Engine engine, HikariDataSource pool) {
        this.engine = engine;
        this.pool = pool;
    }

    /**
     * Opens {@code pointsman.db} in a folder, an SQLite file for its owner alone (0600), and makes it where it is missing. Safe
     * when several processes do so at once.
     *
     * @throws StoreException when it cannot be opened, or was made by another version
     */
    public static Store inFolder(Path folder) {
        return SqliteFile.in(folder).prepare(file -> open(Engine.SQLITE, "jdbc:sqlite:" + file, String.valueOf(file)));
    }

    /**
     * Opens what a JDBC URL names; blocks until the database answered or did not, at most some seconds.
     *
     * @param url {@code jdbc:postgresql:…} or {@code jdbc:sqlite:…}; never printed beyond its path, since a password may follow
     * @throws StoreException when there is no such engine, the database cannot be reached, or was made by another version
     */
    public static Store at(String url) {
        Engine engine = Engine.of(url)
                .orElseThrow(() -> new StoreException("a store is a jdbc:postgresql:… URL, and " + printable(url)
                        + " is none; leave it out for SQLite"));
        if (engine == Engine.SQLITE) {
            SqliteFile file = SqliteFile.at(Path.of(url.substring("jdbc:sqlite:".length())));
            return file.prepare(path -> open(engine, "jdbc:sqlite:" + path, String.valueOf(path)));
        }
        return open(engine, url, printable(url));
    }

    /** For whoever the store is lent to. Open until {@link #close()}. */
    public DataSource dataSource() {
        return pool;
    }

    public Engine engine() {
        return engine;
    }

    /** Closes every connection. Idempotent. */
    @Override
    public void close() {
        pool.close();
        LoadedDrivers.forget();
    }

    private static Store open(Engine engine, String url, String name) {
        HikariDataSource pool = pool(engine, url, name);
        try {
            new Migrations(engine, Migrations.all()).apply(pool);
            return new Store(engine, pool);
        } catch (SQLException e) {
            pool.close();
            throw new StoreException("the tables of the store " + name + " cannot be made: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariDataSource pool(Engine engine, String url, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("pointsman-store");
        config.setDriverClassName(engine.driver());
        config.setJdbcUrl(url);
        config.setDataSourceProperties(engine.properties());
        config.setMaximumPoolSize(engine.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_MILLIS);
        if (engine == Engine.SQLITE) {
            config.setExceptionOverride(new EndedBySqlite());
        }
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StoreException(
                    "the store " + name + " cannot be opened: " + cause.getMessage()
                            + "; see that it runs and that this gateway may use it, or correct gateway.store",
                    cause);
        }
    }

    /** Without what may follow its path. */
    static String printable(String url) {
        String bare = List.of(url.split("[?;]", 2)).getFirst();
        return bare.replaceFirst("//[^/@]*@", "//");
    }
}
