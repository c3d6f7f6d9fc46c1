package dev.pointsman.router.money;

import dev.pointsman.router.money.BudgetStore.Totals;
import dev.pointsman.router.money.Claim.Attribution;
import dev.pointsman.router.money.Claim.Share;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some claims in one transaction. Every window that they name is locked first, in the windows' order, by a write that changes
 * nothing and tells what it holds; then each claim is held where all of its windows have room.
 */
final class Reserving {

    private final Connection connection;
    private final Map<BudgetWindow, Totals> windows = new TreeMap<>();
    private final Map<BudgetWindow, Long> added = new TreeMap<>();
    private final List<Claim> held = new ArrayList<>();

    private Reserving(Connection connection) {
        this.connection = connection;
    }

    /** For each claim, in their order, the windows without room as they are; none when it is held. */
    static List<Map<BudgetWindow, Totals>> all(Connection connection, List<Claim> claims) throws SQLException {
        Reserving reserving = new Reserving(connection);
        reserving.lock(claims);
        List<Map<BudgetWindow, Totals>> full =
                claims.stream().map(reserving::reserve).toList();
        reserving.write();
        return full;
    }

    private void lock(List<Claim> claims) throws SQLException {
        Map<BudgetWindow, Totals> named = new TreeMap<>();
        claims.forEach(claim -> claim.shares().forEach(share -> named.put(share.window(), Totals.NONE)));
        for (BudgetWindow window : named.keySet()) {
            windows.put(window, locked(window));
        }
    }

    /** One statement for a window that is there; where another one inserts it at the same time, its row is locked all the same. */
    private Totals locked(BudgetWindow window) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "INSERT INTO budget_window (budget, period, starts_at, spent, held, told) VALUES (?, ?, ?, 0, 0, 0)"
                        + " ON CONFLICT (budget, period, starts_at) DO UPDATE SET held = budget_window.held"
                        + " RETURNING spent, held, told")) {
            JdbcBudgets.key(upsert, 1, window);
            try (ResultSet row = upsert.executeQuery()) {
                return row.next() ? new Totals(row.getLong(1), row.getLong(2), row.getInt(3)) : Totals.NONE;
            }
        }
    }

    private Map<BudgetWindow, Totals> reserve(Claim claim) {
        Map<BudgetWindow, Totals> full = new TreeMap<>();
        for (Share share : claim.shares()) {
            Totals totals = windows.getOrDefault(share.window(), Totals.NONE);
            // Compared by subtraction: a sum of three could overflow.
            if (claim.worst() > share.ceiling() - totals.spent() - totals.held()) {
                full.put(share.window(), totals);
            }
        }
        if (full.isEmpty()) {
            held.add(claim);
            for (Share share : claim.shares()) {
                added.merge(share.window(), claim.worst(), Math::addExact);
                windows.computeIfPresent(
                        share.window(),
                        (window, totals) -> new Totals(totals.spent(), totals.held() + claim.worst(), totals.told()));
            }
        }
        return full;
    }

    private void write() throws SQLException {
        for (Map.Entry<BudgetWindow, Long> one : added.entrySet()) {
            try (PreparedStatement update = connection.prepareStatement("UPDATE budget_window SET held = held + ?"
                    + " WHERE budget = ? AND period = ? AND starts_at = ?")) {
                update.setLong(1, one.getValue());
                JdbcBudgets.key(update, 2, one.getKey());
                update.executeUpdate();
            }
        }
        if (!held.isEmpty()) {
            insertReservations();
            insertShares();
        }
    }

    private void insertReservations() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO budget_reservation (id, state, worst, expires_at, workspace, provider, model, byok)"
                        + " VALUES (?, 'RESERVED', ?, ?, ?, ?, ?, ?)")) {
            for (Claim claim : held) {
                Attribution whose = claim.attribution();
                insert.setString(1, claim.id());
                insert.setLong(2, claim.worst());
                insert.setLong(3, claim.expiresAt());
                insert.setString(4, whose.workspace());
                insert.setString(5, whose.provider());
                insert.setString(6, whose.model());
                insert.setInt(7, whose.byok() ? 1 : 0);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insertShares() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO budget_share (reservation, budget, period, starts_at) VALUES (?, ?, ?, ?)")) {
            for (Claim claim : held) {
                for (Share share : claim.shares()) {
                    insert.setString(1, claim.id());
                    JdbcBudgets.key(insert, 2, share.window());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
