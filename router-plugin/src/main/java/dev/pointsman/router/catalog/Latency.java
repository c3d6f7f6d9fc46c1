package dev.pointsman.router.catalog;

/**
 * How fast a model is thought to be before anything was measured: a prior by size class, not a measurement.
 *
 * @param firstTokenMillis to the first content
 * @param millisPerToken after it
 */
public record Latency(double firstTokenMillis, double millisPerToken) {

    /** For a model of which nothing is known. */
    public static final Latency UNKNOWN_MODEL = new Latency(1_200, 18);
}
