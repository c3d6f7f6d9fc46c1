package dev.pointsman.hostkit.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Takes a connection out of the pool on which SQLite has ended the transaction by itself, as it does on a full disk: the driver does
 * not notice, and every later transaction on it would fail with "no transaction is active", long after the disk has room again.
 */
final class EndedBySqlite implements SQLExceptionOverride {

    /** {@code NOMEM}, {@code INTERRUPT}, {@code IOERR}, {@code FULL}: https://sqlite.org/lang_transaction.html, "errors". */
    private static final Set<Integer> ENDING = Set.of(7, 9, 10, 13);

    private static final int PRIMARY = 0xff;

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        // The driver tells of a batch with an exception around its own.
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && ENDING.contains(sql.getErrorCode() & PRIMARY)) {
                return Override.MUST_EVICT;
            }
        }
        return Override.CONTINUE_EVICT;
    }
}
