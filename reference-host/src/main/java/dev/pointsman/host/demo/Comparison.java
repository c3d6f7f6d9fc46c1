package dev.pointsman.host.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One vendor's calls as two sides count them.
 *
 * @param recorded attempts in the router's decisions
 * @param counted calls that the vendor itself saw
 */
public record Comparison(String vendor, long recorded, long counted) {

    public boolean agrees() {
        return recorded == counted;
    }

    /** A line for each vendor that either side knows. */
    public static List<Comparison> of(List<Outcome> outcomes, Map<String, Long> counted) {
        Map<String, Long> recorded = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            outcome.tries().forEach(tried -> recorded.merge(tried.model(), 1L, Long::sum));
        }
        TreeSet<String> vendors = new TreeSet<>(counted.keySet());
        vendors.addAll(recorded.keySet());
        List<Comparison> comparisons = new ArrayList<>();
        for (String vendor : vendors) {
            comparisons.add(
                    new Comparison(vendor, recorded.getOrDefault(vendor, 0L), counted.getOrDefault(vendor, 0L)));
        }
        return comparisons;
    }
}
