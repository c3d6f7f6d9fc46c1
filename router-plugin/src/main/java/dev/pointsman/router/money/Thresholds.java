package dev.pointsman.router.money;

import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.money.BudgetStore.Totals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a threshold once per window, whoever shares the store: the highest that is passed, not each on the way. */
final class Thresholds {

    private static final Logger LOG = LoggerFactory.getLogger(Thresholds.class);

    private final BudgetStore store;
    private final Consumer<BudgetAlert> told;
    private volatile Map<String, BudgetConfig> budgets = Map.of();

    Thresholds(BudgetStore store, Consumer<BudgetAlert> told) {
        this.store = store;
        this.told = told;
    }

    void use(Map<String, BudgetConfig> byName) {
        budgets = byName;
    }

    static List<Double> passed(List<Double> thresholds, long spent, long limit) {
        return limit <= 0
                ? List.of()
                : thresholds.stream()
                        .filter(percent -> spent >= limit / 100.0 * percent)
                        .toList();
    }

    void look(Map<BudgetWindow, Totals> changed) {
        changed.forEach((window, totals) -> alert(window, totals).ifPresent(told));
    }

    private Optional<BudgetAlert> alert(BudgetWindow window, Totals totals) {
        BudgetConfig budget = budgets.get(window.budget());
        Long limit = budget == null ? null : budget.limits().get(window.period());
        if (budget == null || limit == null) {
            return Optional.empty();
        }
        List<Double> passed = passed(budget.thresholds(), totals.spent(), limit);
        int highest = passed.isEmpty() ? 0 : (int) Math.round(passed.getLast() * 100);
        if (highest <= totals.told() || !store.tell(window, highest)) {
            return Optional.empty();
        }
        LOG.atWarn()
                .addKeyValue("budget", window.budget())
                .addKeyValue("period", window.period())
                .addKeyValue("percent", passed.getLast())
                .addKeyValue("spentMicros", totals.spent())
                .addKeyValue("limitMicros", limit)
                .log("a budget's threshold was passed");
        return Optional.of(new BudgetAlert(
                window.budget(),
                window.period(),
                passed.getLast(),
                totals.spent(),
                limit,
                window.endsAt().isPresent() ? window.endsAt().getAsLong() : null));
    }
}
