package dev.pointsman.router.money;

import dev.pointsman.api.exchange.Usage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the ledger's tables come to. The database adds up; steps of latency and tiers of a price are groups of their own
 * there, so that percentiles and prices come out exact from sums. Thread-safe.
 */
final class UsageTables {

    private static final int MOST_ROWS = 200_000;

    /** Who paid: the credential of a workspace is named after it. */
    private static final String BYOK =
            "CASE WHEN substr(a.credential_id, 1, length(r.workspace) + 1) = r.workspace || '/' THEN 1 ELSE 0 END AS byok";

    /** What requests and attempts of the ledger have in common; a correction replaces what it corrects. */
    private static final String REQUEST = """
            r.began_at, r.workspace, r.key_id, r.agent, r.profile, r.workload, r.dialect,
                CASE WHEN c.request_id IS NULL THEN r.state ELSE 'CORRECTED' END AS state,
                CASE WHEN c.request_id IS NULL THEN r.outcome ELSE c.outcome END AS outcome,""";

    /** The attempts that something was billed for, and the one that answered: only that one counts as a request. */
    private static final String ATTEMPTS = "(SELECT " + REQUEST + """
                a.provider, a.model, a.answered,
                CASE WHEN a.answered = 1 THEN r.first_content_millis END AS first_content_millis,
                CASE WHEN a.answered = 1 THEN r.total_millis END AS total_millis,
                CASE WHEN c.request_id IS NULL THEN a.usage_source ELSE 'corrected' END AS usage_source,
                CASE WHEN c.request_id IS NULL THEN r.usage_source ELSE 'corrected' END AS request_source,
                CASE WHEN c.request_id IS NULL THEN a.cost_micros WHEN a.answered = 1 THEN c.cost_micros ELSE 0 END AS cost,
                CASE WHEN c.request_id IS NULL THEN r.cost_micros ELSE c.cost_micros END AS request_cost,
                CASE WHEN c.request_id IS NULL THEN a.input_tokens ELSE c.input_tokens * a.answered END AS input,
                CASE WHEN c.request_id IS NULL THEN a.cached_read_tokens ELSE c.cached_read_tokens * a.answered END AS cached_read,
                CASE WHEN c.request_id IS NULL THEN a.cache_write_tokens ELSE c.cache_write_tokens * a.answered END AS cache_write,
                CASE WHEN c.request_id IS NULL THEN a.output_tokens ELSE c.output_tokens * a.answered END AS output,
                CASE WHEN c.request_id IS NULL THEN a.reasoning_tokens ELSE c.reasoning_tokens * a.answered END AS reasoning,
                COALESCE(a.vendor_micros, 0) AS vendor,
                CASE WHEN a.vendor_micros IS NULL THEN 0 ELSE COALESCE(a.cost_micros, 0) END AS vendor_compared,
            """ + BYOK + """

            FROM ledger_request r
            JOIN ledger_attempt a ON a.request_id = r.request_id AND (a.answered = 1 OR a.usage_source <> 'none')
            LEFT JOIN ledger_correction c ON c.request_id = r.request_id
            WHERE r.began_at >= ? AND r.began_at < ?) u""";

    /** Requests, each with the sum of its attempts. */
    private static final String REQUESTS = "(SELECT " + REQUEST + """
                r.request_id, r.asked_model, r.provider, r.model, r.served_model, r.attempts, r.usage_source, r.price_source,
                r.first_content_millis, r.total_millis, r.vendor_micros AS vendor,
                CASE WHEN c.request_id IS NULL THEN r.cost_micros ELSE c.cost_micros END AS cost,
                COALESCE(c.input_tokens, r.input_tokens) AS input,
                COALESCE(c.cached_read_tokens, r.cached_read_tokens) AS cached_read,
                COALESCE(c.cache_write_tokens, r.cache_write_tokens) AS cache_write,
                COALESCE(c.output_tokens, r.output_tokens) AS output,
                COALESCE(c.reasoning_tokens, r.reasoning_tokens) AS reasoning,
            """ + BYOK + """

            FROM ledger_request r
            LEFT JOIN ledger_correction c ON c.request_id = r.request_id
            LEFT JOIN ledger_attempt a ON a.request_id = r.request_id AND a.answered = 1
            WHERE r.began_at >= ? AND r.began_at < ?) u""";

    private static final String SUMS = """
            SUM(answered), SUM(CASE WHEN outcome = 'ok' THEN answered ELSE 0 END),
            SUM(CASE WHEN state = 'EXPIRED' THEN answered ELSE 0 END),
            SUM(CASE WHEN request_source IN ('estimated', 'clamped') THEN answered ELSE 0 END),
            SUM(CASE WHEN request_cost IS NULL THEN answered ELSE 0 END),
            SUM(input), SUM(cached_read), SUM(cache_write), SUM(output), SUM(reasoning), SUM(COALESCE(cost, 0)),
            SUM(CASE WHEN usage_source IN ('estimated', 'clamped') THEN COALESCE(cost, 0) ELSE 0 END),
            SUM(byok * answered), SUM(CASE WHEN byok = 1 THEN COALESCE(cost, 0) ELSE 0 END),
            SUM(vendor), SUM(vendor_compared),
            SUM(COALESCE(first_content_millis, 0)), COUNT(first_content_millis), MAX(COALESCE(total_millis, 0))""";

    /** Whether a baseline is compared with: 2 for an attempt that a baseline would not have needed, so that its cost alone counts. */
    private static final String COMPARABLE = """
            CASE WHEN request_cost IS NULL OR cost IS NULL OR dialect = 'openai-embeddings' THEN 0
                WHEN answered = 0 THEN 2 WHEN input + output > 0 THEN 1 ELSE 0 END""";

    private static final String LINE = """
            request_id, began_at, state, outcome, workspace, key_id, agent, profile, workload, dialect, asked_model, provider,
            model, served_model, attempts, input, cached_read, cache_write, output, reasoning, usage_source, cost, price_source,
            vendor, byok, first_content_millis, total_millis""";

    private final DataSource store;

    UsageTables(DataSource store) {
        this.store = store;
    }

    /** In the order of their values. */
    List<UsageGroup> groups(UsageQuestion question) throws SQLException {
        int dimensions = question.by().size();
        List<String> grouped = new ArrayList<>();
        question.by().forEach(dimension -> grouped.add(dimension.expression()));
        grouped.add(step(
                "input",
                question.baseline() == null ? List.of() : question.baseline().tierBounds()));
        grouped.add(latencyStep());
        grouped.add(COMPARABLE);
        String columns = String.join(", ", grouped);
        String numbers = numbers(grouped.size());
        String select = "SELECT " + columns + ", " + SUMS + " FROM " + ATTEMPTS + where(question) + " GROUP BY "
                + numbers + " ORDER BY " + numbers + " LIMIT " + (MOST_ROWS + 1);
        Map<List<@Nullable String>, UsageTally> tallies = new LinkedHashMap<>();
        try (Connection connection = store.getConnection();
                PreparedStatement statement = connection.prepareStatement(select)) {
            bind(new Row(statement), question);
            try (ResultSet row = statement.executeQuery()) {
                int rows = 0;
                while (row.next()) {
                    if (++rows > MOST_ROWS) {
                        throw new TooMuchUsageException(MOST_ROWS);
                    }
                    tallies.merge(
                            values(row, question.by()), tally(row, dimensions, question.baseline()), UsageTally::plus);
                }
            }
        }
        return tallies.entrySet().stream()
                .map(entry -> new UsageGroup(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Those after a request, the oldest first; from the first one on when there is none. */
    List<LedgerLine> page(UsageQuestion question, @Nullable LedgerLine after, int size) throws SQLException {
        String later = after == null ? "" : " AND (began_at > ? OR (began_at = ? AND request_id > ?))";
        String select = "SELECT " + LINE + " FROM " + REQUESTS + where(question) + later
                + " ORDER BY began_at, request_id LIMIT " + size;
        List<LedgerLine> lines = new ArrayList<>();
        try (Connection connection = store.getConnection();
                PreparedStatement statement = connection.prepareStatement(select)) {
            // What came before the last one need not be looked at again.
            Row bound = bind(new Row(statement), question, after == null ? question.sinceMillis() : after.atMillis());
            if (after != null) {
                bound.number(after.atMillis()).number(after.atMillis()).text(after.requestId());
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    lines.add(line(new Column(row, 0)));
                }
            }
        }
        return lines;
    }

    private static String where(UsageQuestion question) {
        StringBuilder where = new StringBuilder(" WHERE 1 = 1");
        only(question)
                .forEach((dimension, value) ->
                        where.append(" AND ").append(dimension.expression()).append(" = ?"));
        return where.toString();
    }

    private static Row bind(Row row, UsageQuestion question) throws SQLException {
        return bind(row, question, question.sinceMillis());
    }

    private static Row bind(Row row, UsageQuestion question, long since) throws SQLException {
        row.number(since).number(question.untilMillis());
        for (String value : only(question).values()) {
            row.text(value);
        }
        return row;
    }

    /** In one order for the statement and its parameters. */
    private static Map<UsageDimension, String> only(UsageQuestion question) {
        Map<UsageDimension, String> ordered = new LinkedHashMap<>();
        for (UsageDimension dimension : UsageDimension.values()) {
            String value = question.only().get(dimension);
            if (value != null && dimension != UsageDimension.DAY) {
                ordered.put(dimension, value);
            }
        }
        return ordered;
    }

    private static String latencyStep() {
        List<Long> bounds = new ArrayList<>();
        for (long bound : Latencies.BOUNDS) {
            bounds.add(bound);
        }
        return "CASE WHEN total_millis IS NULL THEN -1 ELSE " + step("total_millis", bounds) + " END";
    }

    /** How many of the bounds a value is above. */
    private static String step(String column, List<? extends Number> bounds) {
        if (bounds.isEmpty()) {
            return "CAST(0 AS INTEGER)";
        }
        StringBuilder steps = new StringBuilder("CASE");
        for (int i = 0; i < bounds.size(); i++) {
            steps.append(" WHEN ")
                    .append(column)
                    .append(" <= ")
                    .append(bounds.get(i))
                    .append(" THEN ")
                    .append(i);
        }
        return steps.append(" ELSE ").append(bounds.size()).append(" END").toString();
    }

    private static String numbers(int count) {
        StringBuilder numbers = new StringBuilder("1");
        for (int i = 2; i <= count; i++) {
            numbers.append(", ").append(i);
        }
        return numbers.toString();
    }

    private static List<@Nullable String> values(ResultSet row, List<UsageDimension> by) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            values.add(by.get(i).shown(row.getString(i + 1)));
        }
        return values;
    }

    private static UsageTally tally(ResultSet row, int dimensions, @Nullable Baseline baseline) throws SQLException {
        Column column = new Column(row, dimensions);
        int tier = (int) column.number();
        int step = (int) column.number();
        long comparable = column.number();
        long requests = column.number();
        long succeeded = column.number();
        long expired = column.number();
        long estimated = column.number();
        long unpriced = column.number();
        Usage tokens = column.usage();
        long cost = column.number();
        Compared compared = baseline == null || comparable == 0
                ? Compared.NOTHING
                : new Compared(
                        requests, cost, comparable == 1 ? baseline.micros(tier, tokens, requests) : BigDecimal.ZERO);
        return new UsageTally(
                requests,
                succeeded,
                expired,
                estimated,
                unpriced,
                tokens,
                cost,
                column.number(),
                column.number(),
                column.number(),
                column.number(),
                column.number(),
                column.number(),
                column.number(),
                Latencies.of(step, requests, column.number()),
                compared);
    }

    private static LedgerLine line(Column column) throws SQLException {
        String id = column.text();
        long at = column.number();
        return new LedgerLine(
                id,
                at,
                column.text(),
                column.text(),
                column.text(),
                column.textOrNull(),
                column.textOrNull(),
                column.text(),
                column.text(),
                column.text(),
                column.text(),
                column.textOrNull(),
                column.textOrNull(),
                column.textOrNull(),
                column.number(),
                column.usage(),
                column.text(),
                column.numberOrNull(),
                column.textOrNull(),
                column.numberOrNull(),
                column.number() == 1,
                column.numberOrNull(),
                column.numberOrNull());
    }
}
