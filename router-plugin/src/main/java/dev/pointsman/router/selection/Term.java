package dev.pointsman.router.selection;

import java.util.Locale;

/**
 * What a candidate is rated by. Each has a fixed scale that does not depend on the other candidates, so that one leaving never
 * reorders those that stay. Sums of money, seconds and grams differ by factors rather than by amounts, so their scales are
 * logarithmic: halving the cost is worth the same everywhere between the ends.
 *
 * <table>
 *   <caption>The scales</caption>
 *   <tr><th>term<th>raw value<th>1 at<th>0 at<th>unknown counts as
 *   <tr><td>cost<td>expected USD of this request<td>≤ 0.00001<td>≥ 1<td>0
 *   <tr><td>latency<td>seconds to the last expected token<td>≤ 0.3<td>≥ 60<td>0
 *   <tr><td>quality<td>0 to 1 for the workload<td>1<td>0<td>0.4
 *   <tr><td>availability<td>expected success of the next attempt<td>1<td>0<td>never unknown
 *   <tr><td>carbon<td>grams of CO2 equivalent<td>≤ 0.001<td>≥ 100<td>0
 * </table>
 */
public enum Term {
    COST("usd", 1e-5, 1),
    LATENCY("seconds", 0.3, 60),
    QUALITY("0..1", 1, 0) {
        @Override
        double normalise(double raw) {
            return Double.isNaN(raw) ? UNKNOWN_QUALITY : clamp(raw);
        }
    },
    AVAILABILITY("0..1", 1, 0) {
        @Override
        double normalise(double raw) {
            return Double.isNaN(raw) ? 0 : clamp(raw);
        }
    },
    CARBON("grams", 1e-3, 100);

    /** A model that no source rates is thought to be somewhat below the middle. */
    static final double UNKNOWN_QUALITY = 0.4;

    private static final Term[] ALL = values();

    private final String unit;
    private final double best;
    private final double worst;
    private final double logBest;
    private final double logSpan;

    Term(String unit, double best, double worst) {
        this.unit = unit;
        this.best = best;
        this.worst = worst;
        this.logBest = StrictMath.log(best);
        this.logSpan = StrictMath.log(worst) - logBest;
    }

    /** The number of terms. */
    static int count() {
        return ALL.length;
    }

    static Term at(int ordinal) {
        return ALL[ordinal];
    }

    /** As a policy writes it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the raw value. */
    public String unit() {
        return unit;
    }

    /** The raw value that counts as 1. */
    public double best() {
        return best;
    }

    /** The raw value that counts as 0. */
    public double worst() {
        return worst;
    }

    /**
     * From 0, worst, to 1, best. {@code StrictMath}, since a decision must come out the same on every machine.
     *
     * @param raw NaN when unknown
     */
    double normalise(double raw) {
        if (Double.isNaN(raw) || raw >= worst) {
            return 0;
        }
        if (raw <= best) {
            return 1;
        }
        return clamp(1 - (StrictMath.log(raw) - logBest) / logSpan);
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
