package dev.pointsman.router.money;

import dev.pointsman.router.money.BudgetStore.Totals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** What one transaction takes from held and adds to spent, summed by window and applied in the windows' order. */
final class Moves {

    private record Move(long released, long charged) {

        Move plus(Move other) {
            return new Move(Math.addExact(released, other.released), Math.addExact(charged, other.charged));
        }
    }

    private final Map<BudgetWindow, Move> byWindow = new TreeMap<>();

    void add(BudgetWindow window, long released, long charged) {
        byWindow.merge(window, new Move(released, charged), Move::plus);
    }

    /** The windows after it. */
    Map<BudgetWindow, Totals> apply(Connection connection) throws SQLException {
        Map<BudgetWindow, Totals> changed = new TreeMap<>();
        for (Map.Entry<BudgetWindow, Move> move : byWindow.entrySet()) {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE budget_window SET held = held - ?, spent = spent + ?"
                            + " WHERE budget = ? AND period = ? AND starts_at = ? RETURNING spent, held, told")) {
                update.setLong(1, move.getValue().released());
                update.setLong(2, move.getValue().charged());
                JdbcBudgets.key(update, 3, move.getKey());
                try (ResultSet rows = update.executeQuery()) {
                    if (rows.next()) {
                        changed.put(move.getKey(), new Totals(rows.getLong(1), rows.getLong(2), rows.getInt(3)));
                    }
                }
            }
        }
        return changed;
    }
}
