package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.money.BudgetDrift;
import dev.pointsman.router.money.BudgetReport;
import dev.pointsman.router.money.BudgetState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** Writes how budgets stand; amounts are USD times 1,000,000. */
final class BudgetJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BudgetJson() {}

    static Payload report(BudgetReport report) {
        ObjectNode json = JSON.createObjectNode().put("unit", "millionths of a USD");
        write(report, json);
        return Payload.of(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** As members of another document. */
    static void write(BudgetReport report, ObjectNode json) {
        ArrayNode budgets = json.putArray("budgets");
        report.states().forEach(state -> state(state, budgets.addObject()));
        ArrayNode drift = json.putArray("drift");
        report.drift().forEach(one -> drift(one, drift.addObject()));
        json.put("waiting", report.waiting());
    }

    private static void state(BudgetState state, ObjectNode json) {
        json.put("budget", state.budget())
                .put("period", state.period().name().toLowerCase(Locale.ROOT))
                .put("enforcement", state.hard() ? "hard" : "soft")
                .put("limit", state.limit())
                .put("ceiling", state.ceiling())
                .put("spent", state.spent())
                .put("held", state.held())
                .put(
                        "resetsAt",
                        state.resetsAt() == null
                                ? null
                                : Instant.ofEpochMilli(state.resetsAt()).toString());
        ArrayNode passed = json.putArray("thresholdsPassed");
        state.passed().forEach(passed::add);
    }

    private static void drift(BudgetDrift drift, ObjectNode json) {
        json.put("model", drift.provider() + "/" + drift.model())
                .put("byok", drift.byok())
                .put("attempts", drift.attempts())
                .put("reserved", drift.reserved())
                .put("settled", drift.settled())
                .put("reported", drift.reported())
                .put("unreported", drift.unreported())
                .put("excess", drift.excess())
                .put("vendorTold", drift.vendorTold())
                .put("vendor", drift.vendor())
                .put("vendorSettled", drift.vendorSettled());
    }
}
