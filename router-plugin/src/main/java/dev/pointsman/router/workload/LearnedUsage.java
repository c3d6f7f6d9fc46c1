package dev.pointsman.router.workload;

import dev.pointsman.api.exchange.Usage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What vendors' reports of usage have taught about each model: how long its answers to a kind of work are, and how many tokens it
 * makes of a text. Begins with the prior and moves towards what is measured; old reports fade. Thread-safe, bounded, in memory;
 * holds numbers alone.
 */
public final class LearnedUsage {

    /** A prior counts as much as this many reports. */
    private static final double PRIOR_REPORTS = 10;

    /** By how much each report weighs less once a newer one comes: about the last 100 count. */
    private static final double FADING = 0.99;

    /** A prior of the ratio counts as much as reports of this many tokens. */
    private static final double PRIOR_TOKENS = 20_000;

    /** Of a shorter input most tokens are the dialect's own and tell nothing of the text. */
    private static final int SHORTEST_INPUT = 200;

    /** A report beyond this is about something else than the text: a hidden prompt, a tool's page. */
    private static final double FARTHEST_RATIO = 4;

    /** A prior of the cache counts as much as this many answers. */
    private static final double PRIOR_HITS = 5;

    /** Callers may invent kinds of work. Beyond this many pairs new ones keep their prior. */
    private static final int MOST_PAIRS = 10_000;

    private final Map<Pair, Average> lengths = new ConcurrentHashMap<>();
    private final Map<String, Average> ratios = new ConcurrentHashMap<>();
    private final Map<String, Average> hits = new ConcurrentHashMap<>();
    private final AtomicInteger pairs = new AtomicInteger();

    private record Pair(String endpoint, String workload) {}

    /** A sum and its weight, both fading. */
    private record Average(double sum, double weight) {

        private static final Average NONE = new Average(0, 0);

        Average plus(double value, double valueWeight) {
            return new Average(sum * FADING + value * valueWeight, weight * FADING + valueWeight);
        }

        double withPrior(double prior, double priorWeight) {
            return (prior * priorWeight + sum) / (priorWeight + weight);
        }
    }

    /**
     * Learns from one answer that ended well.
     *
     * @param endpoint {@code provider/model}
     * @param estimatedInput what the request's input was taken for, in tokens; 0 when it is no text alone, which teaches no ratio
     * @param reported by the vendor, never an estimate of ours
     */
    public void learn(String endpoint, String workload, int estimatedInput, Usage reported) {
        if (reported.output() > 0) {
            Pair pair = new Pair(endpoint, workload);
            if (lengths.containsKey(pair) || pairs.incrementAndGet() <= MOST_PAIRS) {
                lengths.merge(pair, Average.NONE.plus(reported.output(), 1), (known, one) -> known.plus(one.sum(), 1));
            }
        }
        double ratio = estimatedInput < SHORTEST_INPUT ? 0 : (double) reported.input() / estimatedInput;
        if (ratio > 1 / FARTHEST_RATIO && ratio < FARTHEST_RATIO) {
            ratios.merge(
                    endpoint,
                    Average.NONE.plus(ratio, estimatedInput),
                    (known, one) -> known.plus(ratio, estimatedInput));
        }
    }

    /**
     * Learns whether a vendor's cache held what was expected to lie there still.
     *
     * @param hit whether any of the input was read from it
     */
    public void learnCache(String endpoint, boolean hit) {
        double value = hit ? 1 : 0;
        hits.merge(endpoint, Average.NONE.plus(value, 1), (known, one) -> known.plus(value, 1));
    }

    /** How often a model's cache holds what it should by its time alone, 0 to 1; 1 while nothing is known. */
    public double cacheHits(String endpoint) {
        return hits.getOrDefault(endpoint, Average.NONE).withPrior(1, PRIOR_HITS);
    }

    /** Expected output tokens of a model for a kind of work, before any limit. */
    public double outputTokens(String endpoint, String workload, double prior) {
        return lengths.getOrDefault(new Pair(endpoint, workload), Average.NONE).withPrior(prior, PRIOR_REPORTS);
    }

    /** How many tokens a model makes of what is estimated as one; 1 while nothing is known. */
    public double tokenRatio(String endpoint) {
        return ratios.getOrDefault(endpoint, Average.NONE).withPrior(1, PRIOR_TOKENS);
    }

    /** Characters that one token of a model stands for. */
    public double charactersPerToken(String endpoint) {
        return FeaturesReader.CHARACTERS_PER_TOKEN / tokenRatio(endpoint);
    }
}
