package dev.pointsman.router.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every meter of the router: its name, its kind, its unit, what it says, its labels. The only file that names one. */
enum MeterName {
    OPERATION_DURATION(
            "gen_ai.client.operation.duration",
            MeterKind.TIMER,
            "seconds",
            "How long an attempt took, from sending to its last frame",
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "gen_ai.response.model",
            "error.type"),
    TIME_TO_FIRST_CHUNK(
            "gen_ai.client.operation.time_to_first_chunk",
            MeterKind.TIMER,
            "seconds",
            "How long a streaming attempt took until its first content",
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "gen_ai.response.model"),
    TIME_PER_OUTPUT_CHUNK(
            "gen_ai.client.operation.time_per_output_chunk",
            MeterKind.TIMER,
            "seconds",
            "From one piece of a streaming answer to the next, in the mean of the answer",
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "gen_ai.response.model"),
    // Without a base unit: with one, Prometheus would see another name than the conventions have.
    TOKEN_USAGE(
            "gen_ai.client.token.usage",
            MeterKind.SUMMARY,
            null,
            "Billable tokens of an attempt, as the vendor counts them, or estimated where it does not",
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "gen_ai.response.model",
            "gen_ai.token.type"),
    DECISIONS(
            "pointsman.decisions",
            MeterKind.COUNTER,
            null,
            "Requests that got a decision, by how they ended",
            "profile",
            "outcome"),
    REFUSALS(
            "pointsman.refusals", MeterKind.COUNTER, null, "Requests that ended before anything was decided", "reason"),
    CHOICES("pointsman.choices", MeterKind.COUNTER, null, "First choices", "profile", "provider", "model"),
    ANSWERS(
            "pointsman.answers",
            MeterKind.COUNTER,
            null,
            "Answers, by whether the dearest of the candidates gave them",
            "profile",
            "tier"),
    DROPS(
            "pointsman.drops",
            MeterKind.COUNTER,
            null,
            "Candidates that could not answer, when it was decided",
            "reason"),
    SKIPS(
            "pointsman.skips",
            MeterKind.COUNTER,
            null,
            "Ranked candidates that were left out when their turn came",
            "reason"),
    PANICS(
            "pointsman.panics",
            MeterKind.COUNTER,
            null,
            "Decisions among nothing but endpoints that failed too often",
            "profile"),
    SWITCHES(
            "pointsman.affinity.switches",
            MeterKind.COUNTER,
            null,
            "Answers in a conversation by another model than the one before",
            "reason"),
    ATTEMPTS(
            "pointsman.attempts", MeterKind.COUNTER, null, "Attempts sent to a vendor", "provider", "model", "outcome"),
    FALLBACKS("pointsman.fallbacks", MeterKind.COUNTER, null, "Attempts after a failed one", "from", "to", "reason"),
    LOSSES(
            "pointsman.translation.losses",
            MeterKind.COUNTER,
            null,
            "Members that a translation could not carry",
            "provider"),
    COST("pointsman.cost", MeterKind.COUNTER, "usd", "What requests cost", "workspace", "profile", "provider"),
    COST_TOLD(
            "pointsman.cost.told",
            MeterKind.COUNTER,
            "usd",
            "What attempts cost whose vendor says so itself: as it says, and by our prices",
            "provider",
            "by"),
    UNPRICED(
            "pointsman.unpriced", MeterKind.COUNTER, null, "Attempts that used tokens of an unknown price", "provider"),
    ESTIMATED(
            "pointsman.estimated",
            MeterKind.COUNTER,
            null,
            "Attempts that used tokens which the vendor did not count",
            "provider"),
    CARBON(
            "pointsman.carbon",
            MeterKind.COUNTER,
            "grams",
            "CO2 equivalent of answers, where the catalog knows it",
            "provider"),
    BREAKER(
            "pointsman.breaker.state",
            MeterKind.GAUGE,
            null,
            "1 while no attempt may go there, else 0",
            "provider",
            "model"),
    RETRY_TOKENS(
            "pointsman.retry.tokens", MeterKind.GAUGE, null, "Further attempts that the retry budget pays for now"),
    LINES_DROPPED(
            "pointsman.decision.log.dropped", MeterKind.COUNTER, null, "Lines of the decision log that were lost"),
    SPOOL("pointsman.ledger.spool", MeterKind.GAUGE, "bytes", "What the ledger's store has not taken yet"),
    BUDGET_SPENT("pointsman.budget.spent", MeterKind.GAUGE, "usd", "Spent in the running window", "budget", "period"),
    BUDGET_HELD("pointsman.budget.held", MeterKind.GAUGE, "usd", "Held for running attempts", "budget", "period"),
    BUDGET_LIMIT("pointsman.budget.limit", MeterKind.GAUGE, "usd", "The limit of the window", "budget", "period"),
    BUDGET_ALERTS(
            "pointsman.budget.alerts", MeterKind.COUNTER, null, "Thresholds that were passed", "budget", "percent"),
    BUDGET_DRIFT(
            "pointsman.budget.drift",
            MeterKind.GAUGE,
            "usd",
            "What attempts that count to budgets came to, of the last seven days",
            "provider",
            "model",
            "sum"),
    RESERVATIONS_EXPIRED(
            "pointsman.reservations.expired",
            MeterKind.COUNTER,
            null,
            "Reservations that nobody ended, and that were charged their worst case");

    private final String meter;
    private final MeterKind kind;
    private final @Nullable String unit;
    private final String says;
    private final List<String> labels;

    MeterName(String meter, MeterKind kind, @Nullable String unit, String says, String... labels) {
        this.meter = meter;
        this.kind = kind;
        this.unit = unit;
        this.says = says;
        this.labels = List.of(labels);
    }

    String meter() {
        return meter;
    }

    MeterKind kind() {
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
