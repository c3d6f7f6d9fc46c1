package dev.pointsman.router.money;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Deletes old rows, some at a time, each in a transaction of its own. */
final class Pruning {

    /** The rest waits for the next minute. */
    private static final int MOST_ROUNDS = 50;

    private Pruning() {}

    /** @param delete takes a time and how many rows it may delete */
    static void run(Transactions transactions, String delete, long beforeMillis, int atOnce) throws SQLException {
        int[] deleted = {atOnce};
        for (int round = 0; round < MOST_ROUNDS && deleted[0] >= atOnce; round++) {
            transactions.run(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(delete)) {
                    statement.setLong(1, beforeMillis);
                    statement.setLong(2, atOnce);
                    deleted[0] = statement.executeUpdate();
                }
            });
        }
    }
}
