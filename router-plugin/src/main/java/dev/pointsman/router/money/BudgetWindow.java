package dev.pointsman.router.money;

import dev.pointsman.router.config.BudgetConfig.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.OptionalLong;

/**
 * One stretch of time in which a budget is spent. Ordered, since stores lock them in this order.
 *
 * @param startsAt since the epoch, in UTC; 0 for {@code TOTAL}
 */
record BudgetWindow(String budget, Period period, long startsAt) implements Comparable<BudgetWindow> {

    /** The one that a moment falls into. */
    static BudgetWindow at(String budget, Period period, long millis) {
        LocalDate day = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate();
        return switch (period) {
            case DAILY -> new BudgetWindow(budget, period, millis(day));
            case WEEKLY ->
                new BudgetWindow(budget, period, millis(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
            case MONTHLY -> new BudgetWindow(budget, period, millis(day.withDayOfMonth(1)));
            case TOTAL -> new BudgetWindow(budget, period, 0);
        };
    }

    /** Since the epoch, when the next one begins; empty when none does. */
    OptionalLong endsAt() {
        LocalDate day = Instant.ofEpochMilli(startsAt).atOffset(ZoneOffset.UTC).toLocalDate();
        return switch (period) {
            case DAILY -> OptionalLong.of(millis(day.plusDays(1)));
            case WEEKLY -> OptionalLong.of(millis(day.plusWeeks(1)));
            case MONTHLY -> OptionalLong.of(millis(day.plusMonths(1)));
            case TOTAL -> OptionalLong.empty();
        };
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    @Override
    public int compareTo(BudgetWindow other) {
        int byName = budget.compareTo(other.budget);
        int byPeriod = byName != 0 ? byName : period.compareTo(other.period);
        return byPeriod != 0 ? byPeriod : Long.compare(startsAt, other.startsAt);
    }
}
