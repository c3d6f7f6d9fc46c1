package dev.pointsman.router.money;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code decision} and {@code decision_facts}; writing twice changes nothing. Thread-safe. */
final class DecisionTable {

    private static final int PAGE = 200;
    private static final int PRUNED_AT_ONCE = 1_000;

    private static final String COLUMNS =
            "decision_id, decided_at, ended_at, workspace, profile, workload, choice, outcome,"
                    + " cost_micros, result, facts_id, inputs, request";

    private static final String FACTS = """
            INSERT INTO decision_facts (facts_id, used_at, document) VALUES (?, ?, ?)
            ON CONFLICT (facts_id) DO UPDATE SET used_at = excluded.used_at""";

    private final Transactions transactions;

    DecisionTable(Transactions transactions) {
        this.transactions = transactions;
    }

    void write(List<StoredDecision> decisions) throws SQLException {
        transactions.run(connection -> {
            facts(connection, decisions);
            String insert = "INSERT INTO decision (" + COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (decision_id) DO NOTHING";
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (StoredDecision decision : decisions) {
                    bind(new Row(statement), decision);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    private static void facts(Connection connection, List<StoredDecision> decisions) throws SQLException {
        Map<String, StoredDecision> distinct = new LinkedHashMap<>();
        decisions.forEach(decision -> distinct.put(decision.factsId(), decision));
        try (PreparedStatement upsert = connection.prepareStatement(FACTS)) {
            for (StoredDecision decision : distinct.values()) {
                new Row(upsert)
                        .text(decision.factsId())
                        .number(decision.endedAt())
                        .text(decision.facts());
                upsert.executeUpdate();
            }
        }
    }

    private static void bind(Row row, StoredDecision decision) throws SQLException {
        row.text(decision.id())
                .number(decision.decidedAt())
                .number(decision.endedAt())
                .text(decision.workspace())
                .text(decision.profile())
                .text(decision.workload())
                .text(decision.choice())
                .text(decision.outcome())
                .numberOrNull(decision.costMicros())
                .text(decision.result())
                .text(decision.factsId())
                .text(decision.inputs())
                .text(decision.request());
    }

    List<StoredDecision> latest(int limit) throws SQLException {
        return select("ORDER BY decided_at DESC, decision_id DESC LIMIT ?", new HashMap<>(), row -> row.number(limit));
    }

    Optional<StoredDecision> find(String id) throws SQLException {
        return select("WHERE decision_id = ?", new HashMap<>(), row -> row.text(id)).stream()
                .findFirst();
    }

    long count(long sinceMillis) throws SQLException {
        try (Connection connection = transactions.store().getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT count(*) FROM decision WHERE decided_at >= ?")) {
            query.setLong(1, sinceMillis);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** In pages, each after the last one's last row: rows that come in meanwhile shift nothing. */
    void each(long sinceMillis, Consumer<StoredDecision> reader) throws SQLException {
        Map<String, String> facts = new HashMap<>();
        long at = sinceMillis;
        String id = "";
        while (true) {
            long fromAt = at;
            String fromId = id;
            List<StoredDecision> page = select(
                    "WHERE (decided_at, decision_id) > (?, ?) ORDER BY decided_at, decision_id LIMIT ?",
                    facts,
                    row -> row.number(fromAt).text(fromId).number(PAGE));
            page.forEach(reader);
            if (page.size() < PAGE) {
                return;
            }
            at = page.getLast().decidedAt();
            id = page.getLast().id();
        }
    }

    private interface Binding {
        void to(Row row) throws SQLException;
    }

    private List<StoredDecision> select(String rest, Map<String, String> facts, Binding binding) throws SQLException {
        List<StoredDecision> decisions = new ArrayList<>();
        try (Connection connection = transactions.store().getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT " + COLUMNS + " FROM decision " + rest)) {
            binding.to(new Row(query));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    decisions.add(read(row, facts(connection, row.getString(11), facts)));
                }
            }
        }
        return decisions;
    }

    private static StoredDecision read(ResultSet row, String facts) throws SQLException {
        long cost = row.getLong(9);
        @Nullable Long known = row.wasNull() ? null : Long.valueOf(cost);
        return new StoredDecision(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                known,
                row.getString(10),
                row.getString(11),
                facts,
                row.getString(12),
                row.getString(13));
    }

    private static String facts(Connection connection, String id, Map<String, String> known) throws SQLException {
        String facts = known.get(id);
        if (facts != null) {
            return facts;
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT document FROM decision_facts WHERE facts_id = ?")) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the facts " + id + " of a decision are gone");
                }
                String read = row.getString(1);
                known.put(id, read);
                return read;
            }
        }
    }

    /** Deletes what was decided before a time, some at a time, so that nobody waits long. */
    void prune(long beforeMillis) throws SQLException {
        Pruning.run(
                transactions,
                "DELETE FROM decision WHERE decision_id IN"
                        + " (SELECT decision_id FROM decision WHERE decided_at < ? ORDER BY decided_at LIMIT ?)",
                beforeMillis,
                PRUNED_AT_ONCE);
        transactions.run(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM decision_facts WHERE used_at < ? AND NOT EXISTS"
                            + " (SELECT 1 FROM decision WHERE decision.facts_id = decision_facts.facts_id)")) {
                delete.setLong(1, beforeMillis);
                delete.executeUpdate();
            }
        });
    }
}
