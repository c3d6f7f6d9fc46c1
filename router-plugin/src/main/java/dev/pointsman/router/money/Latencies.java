package dev.pointsman.router.money;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * How long requests took, counted in steps that grow by a third to a half, so that sums of them can be added. Immutable.
 *
 * <p>A percentile is the upper end of its step: at most half more than the truth, never less.
 */
public final class Latencies {

    /** Upper ends, in milliseconds. */
    static final long[] BOUNDS = {
        10, 20, 30, 50, 75, 100, 150, 200, 300, 400, 600, 800, 1_200, 1_600, 2_400, 3_200, 4_800, 6_400, 9_600, 12_800,
        19_200, 25_600, 38_400, 51_200, 76_800, 102_400, 153_600, 204_800, 307_200, 409_600, 600_000
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
