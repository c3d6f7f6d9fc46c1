package dev.pointsman.router.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.health.HealthSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the mechanisms are for, each seen over many requests. */
class OutagesTest {

    private static final Duration OFTEN = Duration.ofMillis(50);

    private static final Duration DIES = Duration.ofSeconds(60);

    /** The longest wait of a breaker. */
    private static final Duration FIRST_PROBE = HealthSettings.defaults().longestWait();

    /** That, three probes, and the slow start. */
    private static final Duration FULL_SHARE =
            FIRST_PROBE.plusSeconds(6).plus(HealthSettings.defaults().slowStart());

    @BeforeAll
    static void thereAreThreads() {
        SimulatedThreadsTest.assumeSupported();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aDeadFirstChoiceIsHardlyNoticed(long seed) {
        World world =
                world(seed, 10_000, VendorPlan.of(0, Weather.always(1, Fault.OVERLOADED)), VendorPlan.of(1, fair()));

        assertThat(world.laws().broken()).isEmpty();
        assertThat(Outage.of(world).success()).isGreaterThanOrEqualTo(0.999);
        assertThat(Outage.of(world).amplification()).isLessThan(1.03);
    }

    @ParameterizedTest
    @EnumSource(names = {"OVERLOADED", "REFUSED", "RESET", "BROKEN_PLUGIN", "ERROR_FIRST", "EMPTY"})
    void aFirstChoiceThatDidWellAndDiesIsLeftWithinASecond(Fault fault) {
        World world = world(
                1, 3_600, VendorPlan.of(0, Weather.until(DIES, 0), Weather.always(1, fault)), VendorPlan.of(1, fair()));

        assertThat(world.laws().broken()).isEmpty();
        assertThat(world.clients().stream().filter(client -> !client.answered()).map(Client::began))
                .hasSizeLessThan(20)
                .allSatisfy(at -> assertThat(at).isBetween(DIES.minusSeconds(1), DIES.plusSeconds(2)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whereAllFailHalfOfTheTimeHalfOfTheRequestsAreAnswered(long seed) {
        Weather half = Weather.always(0.5, Fault.OVERLOADED);
        World world = world(seed, 5_000, VendorPlan.of(0, half), VendorPlan.of(1, half), VendorPlan.of(2, half));

        assertThat(world.laws().broken()).isEmpty();
        assertThat(Outage.of(world).success()).isGreaterThanOrEqualTo(0.45);
        assertThat(Outage.of(world).amplification()).isLessThan(1.11);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aVendorThatReturnsIsAskedAgainInTimeAndThenForEverything(long seed) {
        Duration returns = Duration.ofSeconds(600);
        World world = world(
                seed,
                15_000,
                VendorPlan.of(0, Weather.until(returns, 1, Fault.OVERLOADED), fair()),
                VendorPlan.of(1, fair()));

        assertThat(world.laws().broken()).isEmpty();
        assertThat(asked(world, "vendor0").stream().filter(at -> at.compareTo(returns) >= 0))
                .first()
                .satisfies(first -> assertThat(first).isLessThanOrEqualTo(returns.plus(FIRST_PROBE)));
        assertThat(asked(world, "vendor1"))
                .allSatisfy(at -> assertThat(at).isLessThanOrEqualTo(returns.plus(FULL_SHARE)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aVendorThatFlapsIsLeftAloneForAWaitEachTime(long seed) {
        List<Weather> flapping = new ArrayList<>();
        for (int second = 5; second <= 600; second += 10) {
            flapping.add(Weather.until(Duration.ofSeconds(second), 0));
            flapping.add(Weather.until(Duration.ofSeconds(second + 5), 1, Fault.OVERLOADED));
        }
        VendorPlan vendor = VendorPlan.of(0, flapping.toArray(Weather[]::new));
        World world = world(seed, 12_000, vendor, VendorPlan.of(1, fair()));

        List<Duration> openings = openings(asked(world, "vendor0"));

        assertThat(world.laws().broken()).isEmpty();
        assertThat(Outage.of(world).success()).isGreaterThanOrEqualTo(0.999);
        // It is left once in each of its sixty bad times at most, and for a wait each time.
        assertThat(openings).hasSizeBetween(20, 61);
        assertThat(Outage.of(world).amplification()).isLessThan(1.05);
    }

    private static World world(long seed, int requests, VendorPlan... vendors) {
        return Outage.world(seed, List.of(vendors), requests, OFTEN, Mechanisms.ALL);
    }

    private static Weather fair() {
        return Weather.always(0);
    }

    private static List<Duration> asked(World world, String provider) {
        return world.network().sent().stream()
                .filter(answer -> answer.vendor().key().provider().equals(provider))
                .map(SimulatedAnswer::sentAt)
                .toList();
    }

    /** When it was last asked before it was left alone for as long as a breaker's shortest wait. */
    private static List<Duration> openings(List<Duration> asked) {
        Duration shortest =
                HealthSettings.defaults().firstWait().multipliedBy(8).dividedBy(10);
        List<Duration> openings = new ArrayList<>();
        for (int i = 1; i < asked.size(); i++) {
            if (asked.get(i).minus(asked.get(i - 1)).compareTo(shortest) >= 0) {
                openings.add(asked.get(i - 1));
            }
        }
        return openings;
    }
}
