package dev.pointsman.router.money;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests used and cost, from the ledger's tables. Thread-safe; blocks for the store. */
public final class UsageReports {

    private static final Duration READ_YOUR_WRITES = Duration.ofSeconds(2);
    private static final int PAGE = 500;

    private final UsageTables tables;
    private final UsageLedger ledger;

    UsageReports(UsageTables tables, UsageLedger ledger) {
        this.tables = tables;
        this.ledger = ledger;
    }

    /**
     * Usage by the dimensions that are asked for; requests that ended just now are counted.
     *
     * @throws TooMuchUsageException when there are more groups than fit into memory
     * @throws StoreUnavailableException when the store does not answer
     */
    public UsageReport report(UsageQuestion question) {
        return UsageReport.of(read(() -> tables.groups(question)));
    }

    /**
     * A page of requests, the oldest first; empty after the last. Each page is a query of its own, so that a slow reader holds
     * nothing open.
     *
     * @param after the last request of the page before; null for the first page
     * @throws StoreUnavailableException when the store does not answer
     */
    public List<LedgerLine> page(UsageQuestion question, @Nullable LedgerLine after) {
        return read(() -> tables.page(question, after, PAGE));
    }

    private interface Reading<T> {
        T run() throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try {
            // Where the store takes no entries at the moment, or another process writes, what can be read is told.
            ledger.flush(READ_YOUR_WRITES);
            return reading.run();
        } catch (SQLException e) {
            throw new StoreUnavailableException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(e);
        }
    }
}
