package dev.pointsman.router.catalog;

import java.util.Objects;

/**
 * Grams of CO2 equivalent for 1,000 output tokens: a coarse rank, not a measurement.
 *
 * @param min the low end
 * @param max the high end
 * @param quality {@code model_size_known}, {@code model_size_assumed} or {@code operator}
 * @param source where it is computed from
 */
public record Carbon(double min, double max, String quality, String source) {

    public Carbon {
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(source, "source");
    }

    /** The geometric mean, since the ends differ by factors. */
    public double middle() {
        return Math.sqrt(min * max);
    }
}
