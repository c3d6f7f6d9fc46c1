package dev.pointsman.router.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much may be spent on a kind of request.
 *
 * @param name unique in the policy: the entry's under {@code budgets}, or {@code workspace/<name>}
 * @param match what counts to it
 * @param limits USD times 1,000,000 by period, at least one
 * @param hard whether a request that could exceed it is refused; a soft one may be overrun by {@code emergency}
 * @param emergency share of the limit by which a soft budget may be overrun: 0.01
 * @param thresholds percent of a limit at whose passing somebody is told, rising
 * @param downgradeTo the profile for requests that it does not cover; null for none
 * @param maxOutput the most output tokens of an answer whose client set no limit; a hard budget needs a bound
 */
public record BudgetConfig(
        String name,
        BudgetMatch match,
        Map<Period, Long> limits,
        boolean hard,
        double emergency,
        List<Double> thresholds,
        @Nullable String downgradeTo,
        int maxOutput) {

    /** The output limit where the policy names none: long enough for what agents write in one turn. */
    public static final int DEFAULT_MAX_OUTPUT = 16_384;

    public BudgetConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(match, "match");
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
        thresholds = thresholds.stream().sorted().toList();
    }

    /** When spending starts from zero again, in UTC. */
    public enum Period {
        /** At midnight. */
        DAILY,
        /** On Monday at midnight. */
        WEEKLY,
        /** On the first of the month. */
        MONTHLY,
        /** Never. */
        TOTAL
    }

    /** What spent and reserved money together never exceed, in USD times 1,000,000. */
    public long ceiling(Period period) {
        long limit = limits.getOrDefault(period, 0L);
        return hard ? limit : Math.addExact(limit, (long) (limit * emergency));
    }
}
