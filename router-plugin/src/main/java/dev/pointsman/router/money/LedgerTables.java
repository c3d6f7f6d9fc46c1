package dev.pointsman.router.money;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.money.LedgerEntry.Begun;
import dev.pointsman.router.money.LedgerEntry.Ended;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes {@code ledger_request}, {@code ledger_attempt} and {@code ledger_correction}; writing twice changes nothing. */
final class LedgerTables {

    private static final int PRUNED_AT_ONCE = 2_000;

    private static final String REQUEST = """
            INSERT INTO ledger_request (request_id, began_at, ended_at, state, outcome, workspace, key_id, agent,
                session_hash, user_hash, profile, workload, dialect, asked_model, provider, model, served_model, attempts,
                input_tokens, cached_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, usage_source,
                cost_micros, price_source, catalog_version, first_content_millis, total_millis, vendor_micros)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (request_id) DO NOTHING""";

    private static final String ATTEMPT = """
            INSERT INTO ledger_attempt (request_id, number, began_at, provider, model, credential_id, outcome, status,
                start_millis, first_content_millis, end_millis, answered, input_tokens, cached_read_tokens,
                cache_write_tokens, output_tokens, reasoning_tokens, usage_source, cost_micros, price_source, vendor_micros)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (request_id, number) DO NOTHING""";

    private static final String CORRECTION = """
            INSERT INTO ledger_correction (request_id, corrected_at, outcome, input_tokens, cached_read_tokens,
                cache_write_tokens, output_tokens, reasoning_tokens, cost_micros)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
            WHERE EXISTS (SELECT 1 FROM ledger_request WHERE request_id = ? AND state = 'EXPIRED')
            ON CONFLICT (request_id) DO NOTHING""";

    private LedgerTables() {}

    /** Writes closed accounts; where one was given up before, its end becomes the correction. */
    static void write(Connection connection, List<Account> accounts) throws SQLException {
        int[] written;
        try (PreparedStatement insert = connection.prepareStatement(REQUEST)) {
            for (Account account : accounts) {
                bind(insert, account.begun(), account.ended());
                insert.addBatch();
            }
            written = insert.executeBatch();
        }
        attempts(connection, accounts);
        for (int i = 0; i < written.length; i++) {
            Ended ended = accounts.get(i).ended();
            if (written[i] == 0 && ended.state() != RequestState.EXPIRED) {
                correct(connection, List.of(ended));
            }
        }
    }

    /** What requests that were given up really used. */
    static void correct(Connection connection, List<Ended> late) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CORRECTION)) {
            for (Ended ended : late) {
                Row row = new Row(insert);
                row.text(ended.requestId()).number(ended.atMillis()).text(ended.outcome());
                Bill bill = ended.bill();
                usage(row, bill.usage());
                row.numberOrNull(bill.costMicros()).text(ended.requestId());
                insert.executeUpdate();
            }
        }
    }

    /** Deletes what began before a time. */
    static void prune(Transactions transactions, long beforeMillis) throws SQLException {
        Pruning.run(
                transactions,
                "DELETE FROM ledger_attempt WHERE (request_id, number) IN (SELECT request_id, number FROM ledger_attempt"
                        + " WHERE began_at < ? ORDER BY began_at LIMIT ?)",
                beforeMillis,
                PRUNED_AT_ONCE);
        Pruning.run(
                transactions,
                "DELETE FROM ledger_request WHERE request_id IN (SELECT request_id FROM ledger_request"
                        + " WHERE began_at < ? ORDER BY began_at LIMIT ?)",
                beforeMillis,
                PRUNED_AT_ONCE);
        Pruning.run(
                transactions,
                "DELETE FROM ledger_correction WHERE request_id IN (SELECT request_id FROM ledger_correction"
                        + " WHERE corrected_at < ? ORDER BY corrected_at LIMIT ?)",
                beforeMillis,
                PRUNED_AT_ONCE);
    }

    private static void bind(PreparedStatement insert, Begun begun, Ended ended) throws SQLException {
        AttemptReport answer = ended.answer().report();
        Bill bill = ended.bill();
        Row row = new Row(insert);
        row.text(begun.requestId())
                .number(begun.atMillis())
                .number(ended.atMillis())
                .text(ended.state().name())
                .text(ended.outcome())
                .text(begun.workspace())
                .text(begun.keyId())
                .text(begun.agent())
                .text(begun.sessionHash())
                .text(begun.userHash())
                .text(begun.profile())
                .text(begun.workload())
                .text(begun.dialect())
                .text(begun.askedModel())
                .text(answer.provider())
                .text(answer.model())
                .text(ended.servedModel())
                .number(ended.attempts().size());
        usage(row, bill.usage());
        row.text(bill.source().key())
                .numberOrNull(bill.costMicros())
                .text(bill.priceSource())
                .text(begun.catalogVersion())
                .numberOrNull(ended.firstContentMillis())
                .numberOrNull(ended.totalMillis())
                .numberOrNull(bill.vendorMicros());
    }

    private static void attempts(Connection connection, List<Account> accounts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ATTEMPT)) {
            for (Account account : accounts) {
                for (BilledAttempt attempt : account.ended().attempts()) {
                    bind(insert, account, attempt);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, Account account, BilledAttempt attempt) throws SQLException {
        AttemptReport report = attempt.report();
        Bill bill = attempt.bill();
        Row row = new Row(insert)
                .text(account.begun().requestId())
                .number(report.number())
                .number(account.begun().atMillis())
                .text(report.provider())
                .text(report.model())
                .text(report.credentialId())
                .text(report.outcome())
                .numberOrNull(report.status() == null ? null : Long.valueOf(report.status()))
                .number(report.startMillis())
                .numberOrNull(report.firstContentMillis())
                .number(report.endMillis())
                .number(report.number() == account.ended().answeredBy() ? 1 : 0);
        usage(row, bill.usage());
        row.text(bill.source().key())
                .numberOrNull(bill.costMicros())
                .text(bill.priceSource())
                .numberOrNull(bill.vendorMicros());
    }

    private static void usage(Row row, Usage usage) throws SQLException {
        row.number(usage.input())
                .number(usage.cachedRead())
                .number(usage.cacheWrite())
                .number(usage.output())
                .number(usage.reasoning());
    }
}
