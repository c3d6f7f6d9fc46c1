package dev.pointsman.router.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.CallerLimits;
import dev.pointsman.router.admission.Admissions.Admitted;
import dev.pointsman.router.fake.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AdmissionsPropertyTest {

    private static final Caller CALLER = new Caller("w", "k", null, null, null, Map.of(), Bounds.unbounded());

    /** Something that was taken, and when. */
    private record Taken(long at, long amount) {}

    @Property(tries = 300)
    void inNoWindowPassesMoreThanTheBurstAndWhatTheWindowEarns(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int limit) {
        FakeTime time = new FakeTime();
        Admissions admissions = new Admissions(time::nanoTime);
        Random random = new Random(seed);
        List<Taken> requests = new ArrayList<>();
        List<Taken> tokens = new ArrayList<>();

        for (int i = 0; i < 300; i++) {
            time.advance(Duration.ofMillis(random.nextInt(2_000)));
            long estimate = 1 + random.nextInt(10 * limit);
            CallerLimits limits = new CallerLimits(limit, 10L * limit, 0);
            if (admissions.enter(CALLER, limits, CallerLimits.none(), estimate) instanceof Admitted admitted) {
                requests.add(new Taken(time.nanoTime(), 1));
                tokens.add(new Taken(time.nanoTime(), estimate));
                admitted.admission().used(estimate);
                admitted.admission().end();
            }
        }

        assertNoWindowHoldsMore(requests, limit);
        assertNoWindowHoldsMore(tokens, 10L * limit);
    }

    @Property(tries = 300)
    void placesNeverLeakAndAreNeverGivenTwice(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 10) int ofKey,
            @ForAll @IntRange(min = 1, max = 10) int of) {
        FakeTime time = new FakeTime();
        Admissions admissions = new Admissions(time::nanoTime);
        Random random = new Random(seed);
        List<Admission> running = new ArrayList<>();
        CallerLimits key = new CallerLimits(0, 0, ofKey);
        CallerLimits workspace = new CallerLimits(0, 0, of);

        for (int i = 0; i < 300; i++) {
            if (random.nextBoolean()) {
                boolean hasRoom = running.size() < Math.min(ofKey, of);
                Admissions.Outcome outcome = admissions.enter(CALLER, key, workspace, 1);
                assertThat(outcome instanceof Admitted).isEqualTo(hasRoom);
                if (outcome instanceof Admitted admitted) {
                    running.add(admitted.admission());
                }
            } else if (!running.isEmpty()) {
                Admission ended = running.remove(random.nextInt(running.size()));
                for (int times = random.nextInt(3); times >= 0; times--) {
                    ended.end();
                }
            }
        }
    }

    private static void assertNoWindowHoldsMore(List<Taken> taken, long perMinute) {
        for (int from = 0; from < taken.size(); from++) {
            long sum = 0;
            for (int to = from; to < taken.size(); to++) {
                sum += taken.get(to).amount();
                double minutes = (taken.get(to).at() - taken.get(from).at()) / 60e9;
                assertThat((double) sum).isLessThanOrEqualTo(perMinute + perMinute * minutes + 1e-6);
            }
        }
    }
}
