package dev.pointsman.router.config;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * How much a workspace may spend.
 *
 * @param limit USD
 * @param hard whether a request that could exceed it is refused; otherwise it is only reported
 */
public record BudgetConfig(BigDecimal limit, Period period, boolean hard) {

    public BudgetConfig {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(period, "period");
    }

    /** When spending starts from zero again. */
    public enum Period {
        DAILY,
        WEEKLY,
        MONTHLY,
        /** Never. */
        TOTAL
    }
}
