package dev.pointsman.router.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The laws hold in every world. {@code -Dsimulation.seeds=1000000} draws more of them, {@code -Dsimulation.from=20000} others, and
 * {@code -Dsimulation.seed=4711} prints what happens in one.
 */
class ManyWorldsTest {

    private static final long FROM = Long.getLong("simulation.from", 0);
    private static final long SEEDS = Long.getLong("simulation.seeds", 20_000);
    private static final int SHOWN = 5;

    /** Worlds in which something was wrong once. */
    private static final long[] REGRESSIONS = {7, 8, 15, 204, 273, 409, 456, 993, 1_392, 1_713, 10_415, 10_980};

    @BeforeAll
    static void thereAreThreads() {
        SimulatedThreadsTest.assumeSupported();
    }

    @Test
    void theLawsHoldWhateverVendorsAndCallersDo() throws InterruptedException {
        Map<Long, List<String>> broken = new ConcurrentSkipListMap<>();
        Long one = Long.getLong("simulation.seed");
        if (one != null) {
            look(one);
            return;
        }

        LongStream seeds = LongStream.concat(LongStream.of(REGRESSIONS), LongStream.range(FROM, FROM + SEEDS));
        int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
        long[] all = seeds.toArray();
        List<Thread> workers = IntStream.range(0, threads)
                .mapToObj(worker -> Thread.ofPlatform().start(() -> {
                    for (int i = worker; i < all.length; i += threads) {
                        List<String> violations =
                                new World(WorldPlan.drawn(all[i])).run().laws().broken();
                        if (!violations.isEmpty()) {
                            broken.put(all[i], violations);
                        }
                    }
                }))
                .toList();
        for (Thread worker : workers) {
            worker.join();
        }

        if (!broken.isEmpty()) {
            fail(told(broken));
        }
    }

    @Test
    void theSameSeedIsTheSameWorld() {
        for (long seed = 0; seed < 200; seed++) {
            World first = new World(WorldPlan.drawn(seed)).run();
            World again = new World(WorldPlan.drawn(seed)).run();

            assertThat(again.laws().trace()).isNotEmpty().isEqualTo(first.laws().trace());
        }
    }

    private static void look(long seed) {
        WorldPlan plan = WorldPlan.drawn(seed);
        Laws laws = new World(plan).run().laws();
        String trace = laws.trace().stream().map(Object::toString).collect(Collectors.joining("\n"));
        fail("seed " + seed + ": " + plan + "\n" + trace);
    }

    private static String told(Map<Long, List<String>> broken) {
        Map<String, Long> laws = broken.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(
                        line -> line.substring(line.indexOf("BROKEN")), TreeMap::new, Collectors.counting()));
        String some = broken.entrySet().stream()
                .limit(SHOWN)
                .map(world -> "seed " + world.getKey() + ": " + world.getValue().getFirst()
                        + "\n  ./mvnw test -pl router-plugin"
                        + " -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=ManyWorldsTest -Dsimulation.seed="
                        + world.getKey())
                .collect(Collectors.joining("\n"));
        return broken.size() + " worlds broke a law: " + laws + "\n" + some
                + "\nA mended one belongs into REGRESSIONS.";
    }
}
