package dev.pointsman.router.attempt;

/**
 * Keeps what second attempts cost below a share of what requests cost: each request brings its share, each second attempt takes
 * its whole cost, both as expected beforehand. Thread-safe.
 */
public final class ExtraSpend {

    /** What is saved up in a quiet time pays for no more than this many second attempts at once. */
    private static final double MOST_AT_ONCE = 10;

    private static final double SMOOTHING = 0.05;

    private double saved;
    private double usualCost;

    /**
     * A request came.
     *
     * @param usd what it is expected to cost
     * @param share of that which second attempts may add, 0 to 1
     */
    synchronized void requested(double usd, double share) {
        usualCost = usualCost == 0 ? usd : usualCost + SMOOTHING * (usd - usualCost);
        saved = Math.min(saved + share * usd, MOST_AT_ONCE * usualCost);
    }

    /** Takes what a second attempt is expected to cost; false when that is more than was saved. */
    synchronized boolean tryTake(double usd) {
        if (usd > saved) {
            return false;
        }
        saved -= usd;
        return true;
    }

    /** Of a second attempt that was not sent after all. */
    synchronized void giveBack(double usd) {
        saved += usd;
    }
}
