package dev.pointsman.router.money;

import dev.pointsman.router.config.BudgetConfig.Period;
import org.jspecify.annotations.Nullable;

/**
 * A threshold was passed, told once per window.
 *
 * @param percent the threshold
 * @param spent USD times 1,000,000
 * @param limit USD times 1,000,000
 * @param resetsAt since the epoch; null when it never does
 */
public record BudgetAlert(
        String budget,
        Period period,
        double percent,
        long spent,
        long limit,
        @Nullable Long resetsAt) {}
