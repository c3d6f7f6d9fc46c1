package dev.pointsman.router.money;

import dev.pointsman.router.config.BudgetConfig.Period;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The table of reservations in SQLite or PostgreSQL, shared by whoever shares the database. Locks are taken in one order, first
 * reservations by id, then windows, so that no two transactions wait for each other.
 */
final class JdbcBudgets implements BudgetStore {

    private static final long KEPT_MILLIS = Duration.ofDays(7).toMillis();
    private static final int SWEPT = 500;

    private static final String DRIFT = """
            SELECT provider, model, byok, COUNT(*), SUM(worst), SUM(charged), SUM(COALESCE(reported, 0)),
                SUM(CASE WHEN reported IS NULL THEN 1 ELSE 0 END),
                SUM(CASE WHEN charged > worst THEN charged - worst ELSE 0 END),
                COUNT(vendor), SUM(COALESCE(vendor, 0)), SUM(CASE WHEN vendor IS NULL THEN 0 ELSE charged END)
            FROM budget_reservation WHERE state IN ('SETTLED', 'EXPIRED', 'CORRECTED')
            GROUP BY provider, model, byok ORDER BY provider, model, byok""";

    private static final Comparator<Closing> BY_ID =
            Comparator.comparing(closing -> closing.claim().id());

    private final BudgetTransactions transactions;
    private final StoreClock clock;
    private final Combiner<Claim, Map<BudgetWindow, Totals>> reserving;

    JdbcBudgets(DataSource store, InstantSource clock) {
        this.transactions = new BudgetTransactions(store);
        this.clock = new StoreClock(transactions, clock);
        this.reserving = new Combiner<>(claims -> transactions.run(connection -> Reserving.all(connection, claims)));
    }

    @Override
    public long now() {
        return clock.millis();
    }

    @Override
    public Map<BudgetWindow, Totals> reserve(Claim claim) {
        return reserving.call(claim);
    }

    @Override
    public Map<BudgetWindow, Totals> close(List<Closing> closings) {
        List<Closing> ordered = closings.stream().sorted(BY_ID).toList();
        return transactions.run(connection -> {
            Moves moves = new Moves();
            for (Closing closing : ordered) {
                Claim claim = closing.claim();
                if (end(connection, closing, closing.isVoid() ? "VOIDED" : "SETTLED", "RESERVED")) {
                    claim.shares().forEach(share -> moves.add(share.window(), claim.worst(), closing.charged()));
                } else if (end(connection, closing, "CORRECTED", "EXPIRED")) {
                    long difference = closing.charged() - claim.worst();
                    claim.shares().forEach(share -> moves.add(share.window(), 0, difference));
                }
            }
            return moves.apply(connection);
        });
    }

    private static boolean end(Connection connection, Closing closing, String state, String from) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE budget_reservation SET state = ?, charged = ?, reported = ?, vendor = ? WHERE id = ? AND state = ?")) {
            new Row(update)
                    .text(state)
                    .number(closing.charged())
                    .numberOrNull(closing.reported())
                    .numberOrNull(closing.vendor())
                    .text(closing.claim().id())
                    .text(from);
            return update.executeUpdate() == 1;
        }
    }

    @Override
    public Expired expire(long before) {
        Map<BudgetWindow, Totals> changed = new TreeMap<>();
        int reservations = 0;
        for (List<Overdue> some = overdue(before); !some.isEmpty(); some = overdue(before)) {
            List<Overdue> batch = some;
            Expired ended = transactions.run(connection -> expire(connection, batch));
            changed.putAll(ended.windows());
            reservations += ended.reservations();
        }
        transactions.run(connection -> forget(connection, before - KEPT_MILLIS));
        return new Expired(reservations, changed);
    }

    private record Overdue(String id, long worst) {}

    private List<Overdue> overdue(long before) {
        return transactions.look(connection -> {
            List<Overdue> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT id, worst FROM budget_reservation"
                    + " WHERE state = 'RESERVED' AND expires_at <= ? ORDER BY id LIMIT " + SWEPT)) {
                select.setLong(1, before);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Overdue(rows.getString(1), rows.getLong(2)));
                    }
                }
            }
            return found;
        });
    }

    /** Several sweepers may find the same ones: each is ended by the one whose update finds it reserved. */
    private static Expired expire(Connection connection, List<Overdue> batch) throws SQLException {
        Moves moves = new Moves();
        int ended = 0;
        for (Overdue one : batch) {
            try (PreparedStatement update = connection.prepareStatement("UPDATE budget_reservation"
                    + " SET state = 'EXPIRED', charged = worst WHERE id = ? AND state = 'RESERVED'")) {
                update.setString(1, one.id());
                if (update.executeUpdate() == 1) {
                    ended++;
                    for (BudgetWindow window : windows(connection, one.id())) {
                        moves.add(window, one.worst(), one.worst());
                    }
                }
            }
        }
        return new Expired(ended, moves.apply(connection));
    }

    private static List<BudgetWindow> windows(Connection connection, String reservation) throws SQLException {
        List<BudgetWindow> windows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT budget, period, starts_at FROM budget_share WHERE reservation = ?")) {
            select.setString(1, reservation);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    windows.add(
                            new BudgetWindow(rows.getString(1), Period.valueOf(rows.getString(2)), rows.getLong(3)));
                }
            }
        }
        return windows;
    }

    private static int forget(Connection connection, long before) throws SQLException {
        int forgotten = 0;
        for (String delete : List.of(
                "DELETE FROM budget_share WHERE reservation IN"
                        + " (SELECT id FROM budget_reservation WHERE state <> 'RESERVED' AND expires_at <= ?)",
                "DELETE FROM budget_reservation WHERE state <> 'RESERVED' AND expires_at <= ?")) {
            try (PreparedStatement statement = connection.prepareStatement(delete)) {
                statement.setLong(1, before);
                forgotten += statement.executeUpdate();
            }
        }
        return forgotten;
    }

    @Override
    public Map<BudgetWindow, Totals> read(Collection<BudgetWindow> windows) {
        return transactions.look(connection -> {
            Map<BudgetWindow, Totals> read = new LinkedHashMap<>();
            for (BudgetWindow window : windows) {
                read.put(window, read(connection, window));
            }
            return read;
        });
    }

    static Totals read(Connection connection, BudgetWindow window) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT spent, held, told FROM budget_window WHERE budget = ? AND period = ? AND starts_at = ?")) {
            key(select, 1, window);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? new Totals(rows.getLong(1), rows.getLong(2), rows.getInt(3)) : Totals.NONE;
            }
        }
    }

    @Override
    public boolean tell(BudgetWindow window, int threshold) {
        return transactions.run(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE budget_window SET told = ?"
                    + " WHERE budget = ? AND period = ? AND starts_at = ? AND told < ?")) {
                update.setInt(1, threshold);
                key(update, 2, window);
                update.setInt(5, threshold);
                return update.executeUpdate() == 1;
            }
        });
    }

    @Override
    public List<BudgetDrift> drift() {
        return transactions.look(connection -> {
            List<BudgetDrift> drift = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(DRIFT);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Column column = new Column(rows, 0);
                    drift.add(new BudgetDrift(
                            column.text(),
                            column.text(),
                            column.number() == 1,
                            column.number(),
                            column.number(),
                            column.number(),
                            column.number(),
                            column.number(),
                            column.number(),
                            column.number(),
                            column.number(),
                            column.number()));
                }
            }
            return drift;
        });
    }

    static void key(PreparedStatement statement, int from, BudgetWindow window) throws SQLException {
        statement.setString(from, window.budget());
        statement.setString(from + 1, window.period().name());
        statement.setLong(from + 2, window.startsAt());
    }
}
