package dev.pointsman.router.money;

import dev.pointsman.router.config.RetentionConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The table of feedback, kept as long as decisions are. Thread-safe; each call is one transaction. */
public final class FeedbackStore implements StoreWriter.Part {

    private static final int PRUNED_AT_ONCE = 1_000;

    private static final String GIVE = """
            INSERT INTO feedback (decision_id, given_by, given_at, workspace, score, reason) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (decision_id, given_by)
            DO UPDATE SET given_at = excluded.given_at, score = excluded.score, reason = excluded.reason""";

    private static final String OF_DECISION =
            "SELECT decision_id, given_by, given_at, workspace, score, reason FROM feedback WHERE decision_id = ?"
                    + " ORDER BY given_at, given_by";

    private final Transactions transactions;
    private final InstantSource clock;
    private final Supplier<RetentionConfig> retention;

    FeedbackStore(Transactions transactions, InstantSource clock, Supplier<RetentionConfig> retention) {
        this.transactions = transactions;
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * Writes it down, in place of what the same one said before.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public void give(Feedback feedback) {
        try {
            transactions.run(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(GIVE)) {
                    new Row(statement)
                            .text(feedback.decisionId())
                            .text(feedback.from())
                            .number(feedback.atMillis())
                            .text(feedback.workspace())
                            .fraction(feedback.score())
                            .text(feedback.reason());
                    statement.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new StoreUnavailableException(e);
        }
    }

    /**
     * What was said of a decision, the oldest first.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public List<Feedback> of(String decisionId) {
        List<Feedback> all = new ArrayList<>();
        try (Connection connection = transactions.store().getConnection();
                PreparedStatement statement = connection.prepareStatement(OF_DECISION)) {
            statement.setString(1, decisionId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(new Feedback(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getString(4),
                            row.getDouble(5),
                            row.getString(6)));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new StoreUnavailableException(e);
        }
    }

    /** Nothing waits: what is given is written at once. */
    @Override
    public void carry() {
        // See give().
    }

    @Override
    public void maintain() throws SQLException {
        Pruning.run(
                transactions,
                "DELETE FROM feedback WHERE (decision_id, given_by) IN (SELECT decision_id, given_by FROM feedback"
                        + " WHERE given_at < ? ORDER BY given_at LIMIT ?)",
                clock.millis() - retention.get().decisions().toMillis(),
                PRUNED_AT_ONCE);
    }

    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public void close() {
        // The store is the host's.
    }
}
