package dev.pointsman.router.config;

/** How much each term counts: not negative, at least one positive, normalised to a sum of 1. */
public record Weights(double cost, double latency, double quality, double availability, double carbon) {

    /** Normalises the five. */
    public static Weights of(double cost, double latency, double quality, double availability, double carbon) {
        double sum = cost + latency + quality + availability + carbon;
        if (!(sum > 0)) {
            throw new IllegalArgumentException("at least one weight must be positive");
        }
        return new Weights(cost / sum, latency / sum, quality / sum, availability / sum, carbon / sum);
    }
}
