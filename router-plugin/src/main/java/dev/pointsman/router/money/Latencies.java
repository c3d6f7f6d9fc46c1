package dev.pointsman.router.money;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * How long requests took, counted in steps that grow by a third to a half, so that sums of them can be added. Immutable.
 *
 * <p>A percentile is the upper end of its step: at most half more than the truth or 10 ms, never less. What took longer than eleven minutes counts as the longest.
 */
public final class Latencies {

    /** Upper ends, in milliseconds. */
    static final long[] BOUNDS = {
        10, 15, 20, 30, 40, 60, 80, 120, 160, 240, 320, 480, 640, 960, 1_280, 1_920, 2_560, 3_840, 5_120, 7_680, 10_240,
        15_360, 20_480, 30_720, 40_960, 61_440, 81_920, 122_880, 163_840, 245_760, 327_680, 491_520, 655_360
    };

    static final Latencies NONE = new Latencies(new long[BOUNDS.length + 1], 0);

    private final long[] counts;
    private final long longest;

    private Latencies(long[] counts, long longest) {
        this.counts = counts;
        this.longest = longest;
    }

    /** @param step which of the steps, the last of which has no upper end; negative when nobody knows */
    static Latencies of(int step, long requests, long longestMillis) {
        if (step < 0) {
            return NONE;
        }
        long[] counts = new long[BOUNDS.length + 1];
        counts[step] = requests;
        return new Latencies(counts, longestMillis);
    }

    Latencies plus(Latencies other) {
        long[] sums = counts.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.counts[i];
        }
        return new Latencies(sums, Math.max(longest, other.longest));
    }

    /** In milliseconds; empty when nothing was measured. */
    public OptionalLong longest() {
        return measured() == 0 ? OptionalLong.empty() : OptionalLong.of(longest);
    }

    /**
     * In milliseconds; empty when nothing was measured.
     *
     * @param share of the requests that took at most this long: 0.95
     */
    public OptionalLong percentile(double share) {
        long measured = measured();
        if (measured == 0) {
            return OptionalLong.empty();
        }
        long rank = Math.max(1, (long) Math.ceil(share * measured));
        long seen = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return OptionalLong.of(Math.min(BOUNDS[i], longest));
            }
        }
        return OptionalLong.of(longest);
    }

    private long measured() {
        return LongStream.of(counts).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Latencies that && longest == that.longest && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Latencies" + Arrays.toString(counts);
    }
}
