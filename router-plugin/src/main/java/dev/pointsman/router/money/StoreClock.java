package dev.pointsman.router.money;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The time of the database's server, by which all who share it cut windows alike; SQLite has no server, so there it is the
 * clock's. The difference is looked up once a minute. Thread-safe.
 */
final class StoreClock {

    private static final long FRESH_MILLIS = Duration.ofMinutes(1).toMillis();

    private final BudgetTransactions transactions;
    private final InstantSource clock;
    private volatile long ahead;
    private volatile long askedAt = Long.MIN_VALUE;

    StoreClock(BudgetTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws BudgetStoreException when the server does not answer */
    long millis() {
        long now = clock.millis();
        if (askedAt == Long.MIN_VALUE || Math.abs(now - askedAt) > FRESH_MILLIS) {
            ahead = difference(now);
            askedAt = now;
        }
        return now + ahead;
    }

    private long difference(long now) {
        return transactions.look(connection -> {
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                return 0L;
            }
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)");
                    ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) - now : 0L;
            }
        });
    }
}
