package dev.pointsman.router.money;

/** Hears what happens to budgets, for metrics and messages. Called on a thread of no request; must not block. */
@FunctionalInterface
public interface BudgetListener {

    /** A threshold was passed. */
    void passed(BudgetAlert alert);

    /** Reservations ended at their worst case, since nobody else ended them. */
    default void expired(int reservations) {}
}
