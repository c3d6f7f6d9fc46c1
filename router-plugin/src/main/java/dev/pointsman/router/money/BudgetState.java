package dev.pointsman.router.money;

import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.BudgetConfig.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one window of a budget stands, in USD times 1,000,000.
 *
 * @param ceiling what spent and held together may reach: the limit, and of a soft budget its emergency reserve
 * @param resetsAt since the epoch; null when it never does
 * @param passed thresholds, in percent
 */
public record BudgetState(
        String budget,
        Period period,
        boolean hard,
        long limit,
        long ceiling,
        long spent,
        long held,
        @Nullable Long resetsAt,
        List<Double> passed) {

    public BudgetState {
        passed = List.copyOf(passed);
    }

    static BudgetState of(BudgetConfig budget, BudgetWindow window, BudgetStore.Totals totals) {
        long limit = budget.limits().getOrDefault(window.period(), 0L);
        return new BudgetState(
                budget.name(),
                window.period(),
                budget.hard(),
                limit,
                budget.ceiling(window.period()),
                totals.spent(),
                totals.held(),
                window.endsAt().isPresent() ? window.endsAt().getAsLong() : null,
                Thresholds.passed(budget.thresholds(), totals.spent(), limit));
    }
}
