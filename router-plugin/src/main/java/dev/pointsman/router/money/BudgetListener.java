package dev.pointsman.router.money;

/** Hears of thresholds, for metrics and messages. Called on a thread of no request; must not block. */
@FunctionalInterface
public interface BudgetListener {

    void passed(BudgetAlert alert);
}
