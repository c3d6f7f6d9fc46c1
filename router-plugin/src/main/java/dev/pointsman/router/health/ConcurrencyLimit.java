package dev.pointsman.router.health;

/**
 * How many requests at once a local endpoint keeps up with, learned from the time to its first content: where that grows beyond
 * what is usual, requests wait in its queue, and the limit falls; while it does not, and the limit is used, it rises. After
 * Netflix' gradient limit, which takes a whole answer's time for it; an answer's length says nothing of the load. Cloud vendors
 * tell their limits in headers, which is better to know. Thread-safe.
 */
final class ConcurrencyLimit {

    private static final double FIRST = 20;
    private static final double MOST = 200;
    private static final double LEAST = 1;

    /** First contents may come so many times later than usual before the limit falls: prompts differ in length. */
    private static final double TOLERANCE = 2;

    private static final double LARGEST_STEP = 0.5;
    private static final double SMOOTHING = 0.2;
    private static final double GROWTH = 1;
    private static final int REMEMBERED = 100;

    private double limit = FIRST;
    private double usual;
    private int samples;
    private int running;

    synchronized void began() {
        running++;
    }

    synchronized void ended() {
        running--;
    }

    /** An answer's first content came. */
    synchronized void firstContent(double millis) {
        boolean used = running * 2 >= limit;
        samples = Math.min(samples + 1, REMEMBERED);
        usual += (millis - usual) / samples;
        double gradient = Math.clamp(TOLERANCE * usual / Math.max(millis, 0.001), LARGEST_STEP, 1);
        double next = gradient < 1 ? limit * gradient : limit + (used ? GROWTH : 0);
        limit = Math.clamp(limit + SMOOTHING * (next - limit), LEAST, MOST);
    }

    /** It failed, or said nothing in time. */
    synchronized void failed() {
        limit = Math.max(LEAST, limit * (1 - SMOOTHING));
    }

    /** Whether one more would wait. */
    synchronized boolean isReached() {
        return running >= (int) limit;
    }

    synchronized int running() {
        return running;
    }

    synchronized int limit() {
        return (int) limit;
    }
}
