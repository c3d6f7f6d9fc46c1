package dev.pointsman.router.telemetry;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.money.BudgetAlert;
import dev.pointsman.router.money.BudgetReport;
import dev.pointsman.router.money.BudgetState;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.EndpointFacts;
import dev.pointsman.router.telemetry.RegisteredMeters.Row;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The meters of the router, and the only file that names one; docs/metrics.md tells each to operators. Those that begin with {@code
 * gen_ai.} are the OpenTelemetry conventions for generative AI, which are still in development: their names are no promise.
 */
final class RouterMetrics implements Meters {

    private static final double MICROS = 1_000_000;
    /** An attempt that did not fail: every series of a name must have the same labels. */
    private static final String NO_ERROR = "none";

    /** Every meter: its name, its kind, its unit, what it says, its labels. */
    enum Name {
        OPERATION_DURATION(
                "gen_ai.client.operation.duration",
                Kind.TIMER,
                "seconds",
                "How long an attempt took, from sending to its last frame",
                "gen_ai.operation.name",
                "gen_ai.provider.name",
                "gen_ai.request.model",
                "error.type"),
        TIME_TO_FIRST_CHUNK(
                "gen_ai.client.operation.time_to_first_chunk",
                Kind.TIMER,
                "seconds",
                "How long a streaming attempt took until its first content",
                "gen_ai.operation.name",
                "gen_ai.provider.name",
                "gen_ai.request.model"),
        // Without a base unit: with one, Prometheus would see another name than the conventions have.
        TOKEN_USAGE(
                "gen_ai.client.token.usage",
                Kind.SUMMARY,
                null,
                "Billable tokens of a request, as the vendor counts them, or estimated where it does not",
                "gen_ai.operation.name",
                "gen_ai.provider.name",
                "gen_ai.request.model",
                "gen_ai.token.type"),
        DECISIONS(
                "pointsman.decisions",
                Kind.COUNTER,
                null,
                "Requests that got a decision, by how they ended",
                "profile",
                "outcome"),
        REFUSALS("pointsman.refusals", Kind.COUNTER, null, "Requests that ended before anything was decided", "reason"),
        CHOICES("pointsman.choices", Kind.COUNTER, null, "First choices", "profile", "provider", "model"),
        DROPS("pointsman.drops", Kind.COUNTER, null, "Candidates that could not answer, when it was decided", "reason"),
        SKIPS(
                "pointsman.skips",
                Kind.COUNTER,
                null,
                "Ranked candidates that were left out when their turn came",
                "reason"),
        PANICS(
                "pointsman.panics",
                Kind.COUNTER,
                null,
                "Decisions among nothing but endpoints that failed too often",
                "profile"),
        SWITCHES(
                "pointsman.affinity.switches",
                Kind.COUNTER,
                null,
                "Answers in a conversation by another model than the one before",
                "reason"),
        ATTEMPTS("pointsman.attempts", Kind.COUNTER, null, "Attempts sent to a vendor", "provider", "model", "outcome"),
        FALLBACKS("pointsman.fallbacks", Kind.COUNTER, null, "Attempts after a failed one", "from", "to", "reason"),
        LOSSES(
                "pointsman.translation.losses",
                Kind.COUNTER,
                null,
                "Members that a translation could not carry",
                "provider"),
        COST("pointsman.cost", Kind.COUNTER, "usd", "What requests cost", "workspace", "profile", "provider"),
        UNPRICED("pointsman.unpriced", Kind.COUNTER, null, "Requests that used tokens of an unknown price", "provider"),
        ESTIMATED("pointsman.estimated", Kind.COUNTER, null, "Requests whose vendor reported no usage", "provider"),
        CARBON(
                "pointsman.carbon",
                Kind.COUNTER,
                "grams",
                "CO2 equivalent of answers, where the catalog knows it",
                "provider"),
        BREAKER(
                "pointsman.breaker.state",
                Kind.GAUGE,
                null,
                "1 while no attempt may go there, else 0",
                "provider",
                "model"),
        RETRY_TOKENS("pointsman.retry.tokens", Kind.GAUGE, null, "Further attempts that the retry budget pays for now"),
        LINES_DROPPED("pointsman.decision.log.dropped", Kind.COUNTER, null, "Lines of the decision log that were lost"),
        SPOOL("pointsman.ledger.spool", Kind.GAUGE, "bytes", "What the ledger's store has not taken yet"),
        BUDGET_SPENT("pointsman.budget.spent", Kind.GAUGE, "usd", "Spent in the running window", "budget", "period"),
        BUDGET_HELD("pointsman.budget.held", Kind.GAUGE, "usd", "Held for running attempts", "budget", "period"),
        BUDGET_LIMIT("pointsman.budget.limit", Kind.GAUGE, "usd", "The limit of the window", "budget", "period"),
        BUDGET_ALERTS(
                "pointsman.budget.alerts", Kind.COUNTER, null, "Thresholds that were passed", "budget", "percent");

        private final String meter;
        private final Kind kind;
        private final @Nullable String unit;
        private final String says;
        private final List<String> labels;

        Name(String meter, Kind kind, @Nullable String unit, String says, String... labels) {
            this.meter = meter;
            this.kind = kind;
            this.unit = unit;
            this.says = says;
            this.labels = List.of(labels);
        }

        String meter() {
            return meter;
        }

        Kind kind() {
            return kind;
        }

        @Nullable
        String unit() {
            return unit;
        }

        String says() {
            return says;
        }

        List<String> labels() {
            return labels;
        }
    }

    /** What a meter measures; the buckets are the conventions' own. */
    enum Kind {
        COUNTER(0, 0),
        GAUGE(0, 0),
        /** 0.01 · 2^k seconds. */
        TIMER(0.01, 2),
        /** 4^k. */
        SUMMARY(1, 4);

        private static final int BUCKETS = 14;

        private final double first;
        private final double factor;

        Kind(double first, double factor) {
            this.first = first;
            this.factor = factor;
        }

        double[] buckets() {
            return DoubleStream.iterate(first, bound -> bound * factor)
                    .limit(BUCKETS)
                    .toArray();
        }
    }

    private final RegisteredMeters meters;
    private final LabelValues values = new LabelValues();
    private final Standing standing;

    private RouterMetrics(RegisteredMeters meters, Standing standing) {
        this.meters = meters;
        this.standing = standing;
        meters.gauge(Name.RETRY_TOKENS, standing::retryTokens);
        meters.gauge(Name.SPOOL, standing::spooledBytes);
    }

    /** Empty when the host lends no registry. */
    static Optional<Meters> in(HostContext host, Standing standing) {
        return host.service(MeterRegistry.class)
                .map(registry -> new RouterMetrics(new RegisteredMeters(registry), standing));
    }

    @Override
    public void use(RouterConfig policy, Collection<EndpointFacts> endpoints) {
        values.use(policy, endpoints);
    }

    @Override
    public void refused(String code) {
        meters.count(Name.REFUSALS, 1, code);
    }

    @Override
    public void routed(RoutedRequest request, boolean streaming) {
        decided(request);
        attempted(request, streaming);
        if (!request.attempts().isEmpty()) {
            used(request, request.attempts().getLast());
        }
    }

    private void decided(RoutedRequest request) {
        Decision decision = request.decision();
        String profile = decision.profile();
        meters.count(Name.DECISIONS, 1, profile, request.usage().outcome());
        if (!decision.ranked().isEmpty()) {
            EndpointKey first = decision.ranked().getFirst().endpoint();
            meters.count(Name.CHOICES, 1, profile, values.provider(first.provider()), values.model(first));
        }
        if (decision.panic()) {
            meters.count(Name.PANICS, 1, profile);
        }
        decision.dropped().forEach((reason, count) -> meters.count(Name.DROPS, count, reason.code()));
        for (AttemptLog.Skipped skipped : request.skipped()) {
            // Behind a colon stands what a plugin or a policy says.
            meters.count(
                    Name.SKIPS, 1, skipped.candidate().startsWith("profile ") ? "downgrade" : head(skipped.reason()));
        }
    }

    private static String head(String code) {
        int colon = code.indexOf(':');
        return colon < 0 ? code : code.substring(0, colon);
    }

    private void attempted(RoutedRequest request, boolean streaming) {
        String operation = operation(request);
        AttemptReport before = null;
        for (AttemptReport attempt : request.attempts()) {
            EndpointKey endpoint = new EndpointKey(attempt.provider(), attempt.model());
            String provider = values.provider(attempt.provider());
            String system = values.system(attempt.provider());
            String model = values.model(endpoint);
            String error = attempt.succeeded() ? NO_ERROR : attempt.outcome();
            meters.count(Name.ATTEMPTS, 1, provider, model, attempt.outcome());
            meters.time(
                    Name.OPERATION_DURATION,
                    attempt.endMillis() - attempt.startMillis(),
                    operation,
                    system,
                    model,
                    error);
            Long first = attempt.firstContentMillis();
            if (streaming && first != null) {
                meters.time(Name.TIME_TO_FIRST_CHUNK, first - attempt.startMillis(), operation, system, model);
            }
            if (before != null) {
                meters.count(Name.FALLBACKS, 1, values.provider(before.provider()), provider, before.outcome());
            }
            if (!attempt.losses().isEmpty()) {
                meters.count(Name.LOSSES, attempt.losses().size(), provider);
            }
            if (!model.equals(LabelValues.OTHER)) {
                meters.gauge(Name.BREAKER, () -> standing.isClosed(endpoint) ? 1 : 0, provider, model);
            }
            before = attempt;
        }
    }

    private void used(RoutedRequest request, AttemptReport last) {
        UsageRecord usage = request.usage();
        EndpointKey endpoint = new EndpointKey(last.provider(), last.model());
        String provider = values.provider(last.provider());
        String[] labels = {operation(request), values.system(last.provider()), values.model(endpoint), "input"};
        if (usage.usage().input() + usage.usage().output() > 0) {
            meters.measure(Name.TOKEN_USAGE, usage.usage().input(), labels);
            labels[3] = "output";
            meters.measure(Name.TOKEN_USAGE, usage.usage().output(), labels);
            if (usage.estimated()) {
                meters.count(Name.ESTIMATED, 1, provider);
            }
            cost(request, provider);
            request.decision()
                    .gramsPerThousandTokens(endpoint)
                    .ifPresent(grams ->
                            meters.count(Name.CARBON, grams * usage.usage().output() / 1000, provider));
        }
        if (last.succeeded()) {
            switched(request, endpoint);
        }
    }

    private void cost(RoutedRequest request, String provider) {
        Long micros = request.usage().costMicros();
        if (micros == null) {
            meters.count(Name.UNPRICED, 1, provider);
            return;
        }
        String workspace = request.asked().features().caller().workspace();
        meters.count(
                Name.COST,
                micros / MICROS,
                values.workspace(workspace),
                request.decision().profile(),
                provider);
    }

    /** Why a conversation changed its model: something failed, or another one was rated higher. */
    private void switched(RoutedRequest request, EndpointKey by) {
        String before = request.decision().inputs().policy().lastModel();
        if (before != null && !before.equals(by.name())) {
            boolean fellBack = request.attempts().size() > 1;
            meters.count(
                    Name.SWITCHES, 1, fellBack ? request.attempts().getFirst().outcome() : "choice");
        }
    }

    private static String operation(RoutedRequest request) {
        return request.asked().dialect().equals(Dialect.OPENAI_EMBEDDINGS) ? "embeddings" : "chat";
    }

    @Override
    public void lineDropped() {
        meters.count(Name.LINES_DROPPED, 1);
    }

    @Override
    public void passed(BudgetAlert alert) {
        meters.count(Name.BUDGET_ALERTS, 1, alert.budget(), Long.toString(Math.round(alert.percent())));
    }

    @Override
    public void budgets(BudgetReport report) {
        meters.table(Name.BUDGET_SPENT, rows(report, BudgetState::spent));
        meters.table(Name.BUDGET_HELD, rows(report, BudgetState::held));
        meters.table(Name.BUDGET_LIMIT, rows(report, BudgetState::limit));
    }

    private static List<Row> rows(BudgetReport report, ToLongFunction<BudgetState> micros) {
        List<Row> rows = new ArrayList<>();
        for (BudgetState state : report.states()) {
            String period = state.period().name().toLowerCase(Locale.ROOT);
            rows.add(new Row(micros.applyAsLong(state) / MICROS, state.budget(), period));
        }
        return rows;
    }

    @Override
    public void close() {
        meters.close();
    }
}
