package dev.pointsman.router.money;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** Runs a piece of work as one transaction; again, a few times, where the database only asks for that. Thread-safe. */
final class BudgetTransactions {

    private static final int TRIES = 5;

    /** Serialisation failure, deadlock. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01");

    /** SQLite's busy and locked. */
    private static final Set<Integer> BUSY = Set.of(5, 6);

    private final DataSource store;

    BudgetTransactions(DataSource store) {
        this.store = store;
    }

    /** May run more than once, so it changes nothing but the database. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** @throws BudgetStoreException when the store does not answer, or the work fails */
    <T> T run(Work<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (tries == TRIES || !asksForAnotherTry(e)) {
                    throw new BudgetStoreException(e);
                }
            }
        }
    }

    /**
     * Only reads, each statement by itself.
     *
     * @throws BudgetStoreException when the store does not answer
     */
    <T> T look(Work<T> work) {
        try (Connection connection = store.getConnection()) {
            return work.in(connection);
        } catch (SQLException e) {
            throw new BudgetStoreException(e);
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = store.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void rollback(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static boolean asksForAnotherTry(SQLException e) {
        return (e.getSQLState() != null && AGAIN.contains(e.getSQLState()))
                || (e.getSQLState() == null && BUSY.contains(e.getErrorCode() & 0xff));
    }
}
