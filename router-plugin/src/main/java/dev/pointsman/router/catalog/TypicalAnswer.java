package dev.pointsman.router.catalog;

import java.util.Map;
import java.util.OptionalInt;

/**
 * How long answers usually are, in tokens: an assumption that holds until a model's own figure is known. Short where the work
 * bounds the answer, long where it does not.
 */
public final class TypicalAnswer {

    private static final Map<String, Integer> TOKENS = Map.ofEntries(
            Map.entry("chat", 350),
            Map.entry("code", 900),
            Map.entry("summarization", 300),
            Map.entry("extraction", 250),
            Map.entry("classification", 20),
            Map.entry("translation", 400),
            Map.entry("math", 800),
            Map.entry("long-context", 500),
            Map.entry("tool-loop", 300),
            Map.entry("heartbeat", 20));

    private static final int ANY_OTHER = 350;

    private TypicalAnswer() {}

    public static int tokens(String workload) {
        return TOKENS.getOrDefault(workload, ANY_OTHER);
    }

    /** Of one model, before any limit. */
    public static double tokens(ModelFacts model, String workload) {
        return tokens(workload) * model.lengthFactor();
    }

    /** An expectation rounded up, never more than was asked for or than the model gives. */
    public static int within(ModelFacts model, OptionalInt asked, double expected) {
        int most = model.maxOutput() == null ? Integer.MAX_VALUE : model.maxOutput();
        return Math.min((int) Math.ceil(expected), Math.min(most, asked.orElse(Integer.MAX_VALUE)));
    }
}
