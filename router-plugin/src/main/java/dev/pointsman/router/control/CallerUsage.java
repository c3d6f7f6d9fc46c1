package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.LimitReached;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.CallerLimits;
import dev.pointsman.router.admission.Admission;
import dev.pointsman.router.admission.Admissions;
import dev.pointsman.router.config.BudgetConfig.Period;
import dev.pointsman.router.money.BudgetState;
import dev.pointsman.router.money.UsageDimension;
import dev.pointsman.router.money.UsageGroup;
import dev.pointsman.router.money.UsageQuestion;
import dev.pointsman.router.money.UsageReport;
import dev.pointsman.router.money.UsageReports;
import dev.pointsman.router.money.UsageTally;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of one key used since the first of the month, and what is left of its budgets: {@code {"policyId", "budget",
 * "budgets", "usage": {"summary", "models", "days"}}}. The members {@code policyId}, {@code budget} and {@code usage.summary} are
 * those that OpenClaw's clawrouter provider reads.
 */
final class CallerUsage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LEDGER = "pointsman";

    private final ControlSources sources;

    CallerUsage(ControlSources sources) {
        this.sources = sources;
    }

    /**
     * Counts as a request against the limits of the key, which the door tells, and of its workspace.
     *
     * @throws ControlException 400 without a workspace, and for a wrong time
     * @throws ProviderException {@code LimitReached}
     */
    Payload answer(ControlRequest request, UsageReports reports) {
        Map<String, String> query = request.query();
        String workspace = query.get("workspace");
        if (workspace == null) {
            throw new ControlException(400, "no_workspace", "workspace names whose usage is asked for");
        }
        Caller caller = new Caller(
                workspace, query.get("key"), null, null, null, labels(query.get("labels")), Bounds.unbounded());
        Admission admission = admitted(caller, query);
        try {
            return answer(query, caller, reports);
        } finally {
            admission.end();
        }
    }

    private Admission admitted(Caller caller, Map<String, String> query) {
        CallerLimits ofKey = new CallerLimits(
                (int) Math.min(Integer.MAX_VALUE, number(query, "requestsPerMinute")),
                number(query, "tokensPerMinute"),
                (int) Math.min(Integer.MAX_VALUE, number(query, "concurrent")));
        CallerLimits ofWorkspace = caller.keyId() == null
                ? CallerLimits.none()
                : sources.config().get().workspace(caller.workspace()).limits();
        return switch (sources.admissions().enter(caller, ofKey, ofWorkspace, 0)) {
            case Admissions.Admitted admitted -> admitted.admission();
            case Admissions.Stopped stopped ->
                throw new ProviderException(new LimitReached(stopped.limit(), stopped.retryAfter()));
        };
    }

    private static long number(Map<String, String> query, String name) {
        try {
            return Math.max(0, Long.parseLong(query.getOrDefault(name, "0")));
        } catch (NumberFormatException e) {
            throw new ControlException(400, "bad_limit", name + " is a whole number");
        }
    }

    private Payload answer(Map<String, String> query, Caller caller, UsageReports reports) {
        String workspace = caller.workspace();
        YearMonth month = YearMonth.from(sources.clock().instant().atOffset(ZoneOffset.UTC));
        ObjectNode json = JSON.createObjectNode().put("policyId", workspace);
        budgets(json, caller, month);
        usage(json.putObject("usage"), question(query, caller, month), reports);
        return Payload.ofUtf8(json.toString());
    }

    private UsageQuestion question(Map<String, String> query, Caller caller, YearMonth month) {
        long first = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        String since = query.get("since");
        Map<UsageDimension, String> only = new HashMap<>();
        only.put(UsageDimension.WORKSPACE, caller.workspace());
        if (caller.keyId() != null) {
            only.put(UsageDimension.KEY, caller.keyId());
        }
        return new UsageQuestion(
                since == null ? first : new Moments(sources.clock()).read("since", since),
                sources.clock().millis() + 1,
                List.of(),
                only,
                null);
    }

    private static void usage(ObjectNode json, UsageQuestion question, UsageReports reports) {
        UsageReport days = reports.report(question.by(UsageDimension.DAY));
        json.put("since", Instant.ofEpochMilli(question.sinceMillis()).toString())
                .put("until", Instant.ofEpochMilli(question.untilMillis()).toString());
        figures(json.putObject("summary"), days.total());
        UsageReport models = reports.report(question.by(UsageDimension.MODEL));
        groups(json.putArray("models"), "model", models);
        groups(json.putArray("days"), "day", days);
    }

    private static void groups(ArrayNode rows, String name, UsageReport report) {
        for (UsageGroup group : report.groups()) {
            figures(rows.addObject().put(name, group.values().getFirst()), group.tally());
        }
    }

    private static void figures(ObjectNode json, UsageTally tally) {
        json.put("requestCount", tally.requests())
                .put("successCount", tally.succeeded())
                .put("errorCount", tally.failed())
                .put("inputTokens", tally.tokens().input())
                .put("cachedInputTokens", tally.tokens().cachedRead())
                .put("outputTokens", tally.tokens().output())
                .put("totalTokens", tally.tokens().input() + tally.tokens().output())
                .put("actualCostMicros", tally.costMicros())
                .put("unpricedCount", tally.unpriced())
                .put("estimatedCount", tally.estimated());
    }

    /** Of several monthly budgets the one that ends first counts; the others, and those of other periods, stand beside it. */
    private void budgets(ObjectNode json, Caller caller, YearMonth month) {
        List<BudgetState> states =
                sources.budgets().statesFor(sources.config().get().budgets(), caller);
        Optional<BudgetState> monthly = states.stream()
                .filter(state -> state.period() == Period.MONTHLY)
                .min(Comparator.comparingLong(CallerUsage::remaining));
        ObjectNode budget =
                json.putObject("budget").put("configured", monthly.isPresent()).put("ledger", LEDGER);
        monthly.ifPresent(state -> {
            budget.put("windowKey", state.budget() + "/" + month);
            amounts(budget, state);
        });
        ArrayNode all = json.putArray("budgets");
        states.forEach(state -> amounts(
                all.addObject()
                        .put("name", state.budget())
                        .put("period", state.period().name().toLowerCase(Locale.ROOT)),
                state));
    }

    private static void amounts(ObjectNode json, BudgetState state) {
        json.put("enforcement", state.hard() ? "hard" : "soft")
                .put("limitMicros", state.limit())
                .put("spentMicros", state.spent())
                .put("heldMicros", state.held())
                .put("remainingMicros", remaining(state))
                .put("resetsAt", time(state.resetsAt()));
    }

    private static @Nullable String time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }

    private static long remaining(BudgetState state) {
        return Math.max(0, state.limit() - state.spent() - state.held());
    }

    /** {@code k=v,k=v}, as a door writes what a key is labelled with. */
    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new HashMap<>();
        for (String pair : text == null ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                labels.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return labels;
    }
}
