package dev.pointsman.router.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class LatenciesTest {

    @Property
    void aPercentileIsNeverTooLowAndAtMostHalfTooHigh(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 1, max = 2_000_000) Long> millis,
            @ForAll @LongRange(min = 1, max = 100) long percent) {
        Latencies all = Latencies.NONE;
        for (long each : millis) {
            all = all.plus(Latencies.of(step(each), 1, each));
        }

        int rank = (int) Math.max(1, Math.ceil(percent / 100.0 * millis.size()));
        long truth = millis.stream().sorted().toList().get(rank - 1);

        assertThat(all.percentile(percent / 100.0).orElseThrow())
                .isGreaterThanOrEqualTo(truth)
                .isLessThanOrEqualTo(
                        truth <= 655_360
                                ? Math.max(10, truth * 3 / 2)
                                : all.longest().orElseThrow());
    }

    private static int step(long millis) {
        int step = 0;
        while (step < Latencies.BOUNDS.length && millis > Latencies.BOUNDS[step]) {
            step++;
        }
        return step;
    }
}
