package dev.pointsman.router;

import dev.pointsman.router.control.ReplayReport.Side;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Counts choices and what they would take. For one thread. */
final class Tally {

    private final Map<String, Integer> choices = new HashMap<>();
    private double seconds;
    private int timed;

    void count(String choice, OptionalDouble expectedSeconds) {
        choices.merge(choice, 1, Integer::sum);
        if (expectedSeconds.isPresent()) {
            seconds += expectedSeconds.getAsDouble();
            timed++;
        }
    }

    Side side() {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        choices.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return new Side(ordered, timed == 0 ? Double.NaN : seconds / timed);
    }
}
