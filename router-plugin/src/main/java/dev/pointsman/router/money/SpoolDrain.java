package dev.pointsman.router.money;

import dev.pointsman.router.money.OpenRequests.Closed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what a spool holds into the tables. What was read and not written yet is kept until the store takes it, so nothing is
 * lost or counted twice however often that fails. For one thread.
 */
final class SpoolDrain {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolDrain.class);

    private final Transactions transactions;
    private final OpenRequests open = new OpenRequests();
    private final List<Account> accounts = new ArrayList<>();
    private final List<LedgerEntry.Ended> late = new ArrayList<>();

    SpoolDrain(Transactions transactions) {
        this.transactions = transactions;
    }

    OpenRequests open() {
        return open;
    }

    /** Reads and writes to the end. */
    void follow(SpoolReader reader, Spool.Extent end) throws IOException, SQLException {
        write();
        List<SpoolReader.Located> entries = reader.next(end);
        while (!entries.isEmpty()) {
            Closed closed = open.follow(entries);
            accounts.addAll(closed.accounts());
            late.addAll(closed.late());
            write();
            entries = reader.next(end);
        }
    }

    void expire(List<Account> expired) throws SQLException {
        accounts.addAll(expired);
        write();
    }

    private void write() throws SQLException {
        if (accounts.isEmpty() && late.isEmpty()) {
            return;
        }
        try {
            transactions.run(connection -> {
                LedgerTables.write(connection, accounts);
                LedgerTables.correct(connection, late);
            });
        } catch (SQLException e) {
            if (!isAboutTheData(e)) {
                throw e;
            }
            oneByOne();
        }
        accounts.clear();
        late.clear();
    }

    /** One record that the store refuses must not hold up all others. */
    private void oneByOne() throws SQLException {
        for (Account account : accounts) {
            try {
                transactions.run(connection -> LedgerTables.write(connection, List.of(account)));
            } catch (SQLException e) {
                if (!isAboutTheData(e)) {
                    throw e;
                }
                LOG.atError()
                        .addKeyValue("request", account.begun().requestId())
                        .addKeyValue("sqlState", e.getSQLState())
                        .log("the store refuses a record of the ledger, which is lost");
            }
        }
        transactions.run(connection -> LedgerTables.correct(connection, late));
    }

    /** Classes 22 and 23 of SQLSTATE: a value or a constraint, which no repetition mends. */
    private static boolean isAboutTheData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
