package dev.pointsman.router.telemetry;

import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.money.BudgetAlert;
import dev.pointsman.router.money.BudgetDrift;
import dev.pointsman.router.money.BudgetReport;
import dev.pointsman.router.money.BudgetState;
import dev.pointsman.router.telemetry.RegisteredMeters.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Shows how budgets stand, and how well their worst cases fit. */
final class BudgetMeters {

    private final RegisteredMeters meters;
    private final LabelValues values;

    BudgetMeters(RegisteredMeters meters, LabelValues values) {
        this.meters = meters;
        this.values = values;
    }

    void passed(BudgetAlert alert) {
        meters.count(MeterName.BUDGET_ALERTS, 1, alert.budget(), Long.toString(Math.round(alert.percent())));
    }

    void expired(int reservations) {
        meters.count(MeterName.RESERVATIONS_EXPIRED, reservations);
    }

    void stand(BudgetReport report) {
        meters.table(MeterName.BUDGET_SPENT, rows(report, BudgetState::spent));
        meters.table(MeterName.BUDGET_HELD, rows(report, BudgetState::held));
        meters.table(MeterName.BUDGET_LIMIT, rows(report, BudgetState::limit));
        meters.table(MeterName.BUDGET_DRIFT, drift(report));
    }

    private static List<Row> rows(BudgetReport report, ToLongFunction<BudgetState> micros) {
        List<Row> rows = new ArrayList<>();
        for (BudgetState state : report.states()) {
            String period = state.period().name().toLowerCase(Locale.ROOT);
            rows.add(new Row(micros.applyAsLong(state) / SpendingMeters.MICROS, state.budget(), period));
        }
        return rows;
    }

    /** Models without series of their own are added up. */
    private List<Row> drift(BudgetReport report) {
        Map<List<String>, Long> sums = new LinkedHashMap<>();
        for (BudgetDrift drift : report.drift()) {
            String provider = values.provider(drift.provider());
            String model = values.model(new EndpointKey(drift.provider(), drift.model()));
            sums.merge(List.of(provider, model, "reserved"), drift.reserved(), Long::sum);
            sums.merge(List.of(provider, model, "settled"), drift.settled(), Long::sum);
            sums.merge(List.of(provider, model, "reported"), drift.reported(), Long::sum);
            sums.merge(List.of(provider, model, "vendor"), drift.vendor(), Long::sum);
            sums.merge(List.of(provider, model, "vendor_settled"), drift.vendorSettled(), Long::sum);
        }
        List<Row> rows = new ArrayList<>();
        sums.forEach(
                (labels, micros) -> rows.add(new Row(micros / SpendingMeters.MICROS, labels.toArray(String[]::new))));
        return rows;
    }
}
