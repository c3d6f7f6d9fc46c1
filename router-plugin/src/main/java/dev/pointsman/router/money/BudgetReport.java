package dev.pointsman.router.money;

import java.util.List;

/**
 * How budgets stand.
 *
 * @param states every window of every budget of the policy
 * @param drift how well worst cases fit, by model
 * @param waiting ends of reservations that the store has not taken yet
 */
public record BudgetReport(List<BudgetState> states, List<BudgetDrift> drift, int waiting) {

    public BudgetReport {
        states = List.copyOf(states);
        drift = List.copyOf(drift);
    }
}
