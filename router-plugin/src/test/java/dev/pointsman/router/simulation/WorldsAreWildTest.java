package dev.pointsman.router.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.router.attempt.AttemptLog.Skipped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Laws that hold in fair weather alone, or that nothing could break, would prove nothing. */
class WorldsAreWildTest {

    private static final int WORLDS = 1_500;

    @BeforeAll
    static void thereAreThreads() {
        SimulatedThreadsTest.assumeSupported();
    }

    @Test
    void everythingThatCanHappenToARequestHappens() {
        Set<String> outcomes = new HashSet<>();
        Set<String> attempts = new HashSet<>();
        Set<String> skips = new HashSet<>();

        for (World world : worlds(Mechanisms.ALL)) {
            for (Client client : world.clients()) {
                outcomes.add(client.outcome());
                client.log().reports().stream().map(AttemptReport::outcome).forEach(attempts::add);
                client.log().skipped().stream().map(Skipped::reason).forEach(skips::add);
            }
        }

        assertThat(outcomes)
                .contains(
                        "ok",
                        "exhausted",
                        "interrupted",
                        "timed_out",
                        "cancelled",
                        "invalid_request",
                        "context_too_long",
                        "no_eligible_candidate",
                        "budget_exhausted",
                        "in_flight_budget");
        assertThat(attempts)
                .contains(
                        "ok",
                        "hedge_lost",
                        "rate_limited",
                        "unauthorized",
                        "quota_exhausted",
                        "model_unavailable",
                        "unreachable",
                        "overloaded",
                        "malformed",
                        "empty",
                        "broken");
        assertThat(skips)
                .contains(
                        "retry_budget",
                        "retry_throttle",
                        "budget",
                        "closed",
                        "breaker_open",
                        "rate_limited",
                        "cancelled");
    }

    @Test
    void aRouterThatPaysForNoFurtherAttemptBreaksALaw() {
        assertThat(laws(new Mechanisms(false, true, true))).contains("further attempts are paid for");
    }

    @Test
    void aRouterThatNeverPanicsBreaksALaw() {
        assertThat(laws(new Mechanisms(true, true, false))).contains("is tried where anybody may be asked");
    }

    private static List<World> worlds(Mechanisms mechanisms) {
        return LongStream.range(0, WORLDS)
                .mapToObj(seed -> new World(WorldPlan.drawn(seed).with(mechanisms)).run())
                .toList();
    }

    private static Set<String> laws(Mechanisms mechanisms) {
        Set<String> broken = new HashSet<>();
        worlds(mechanisms)
                .forEach(world -> world.laws().broken().stream()
                        .map(line -> line.substring(line.indexOf("BROKEN: ") + "BROKEN: ".length()))
                        .forEach(broken::add));
        return broken;
    }
}
