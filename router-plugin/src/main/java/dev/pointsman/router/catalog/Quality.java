package dev.pointsman.router.catalog;

import java.util.Map;
import java.util.Objects;

/**
 * How well a model answers, 0 to 1, by workload: a prior until feedback says more.
 *
 * @param overall for workloads without a figure
 * @param byWorkload where the source tells workloads apart
 * @param source whose figure, its date, and whether it was measured or estimated
 */
public record Quality(double overall, Map<String, Double> byWorkload, String source) {

    public Quality {
        byWorkload = Map.copyOf(byWorkload);
        Objects.requireNonNull(source, "source");
    }

    public double of(String workload) {
        return byWorkload.getOrDefault(workload, overall);
    }
}
