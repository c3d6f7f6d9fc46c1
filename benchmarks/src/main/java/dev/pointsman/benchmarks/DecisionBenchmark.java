package dev.pointsman.benchmarks;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.DecisionInputs;
import dev.pointsman.router.selection.Selector;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Choosing among candidates of which every fifth is dropped; the values are made up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecisionBenchmark {

    private static final String INPUTS = """
            {"v": 1, "now": 1764000000000, "seed": 42, "policy_version": "p", "catalog_version": "c",
             "request": {"model": "auto", "workload": "code", "input_tokens": 12000, "max_output_tokens": 8192, "tools": 30,
              "turns": 4, "tool_loop": false, "needs": ["streaming", "tools"], "pins": []},
             "policy": {"profile": "default", "weights": {"cost": 0.3, "latency": 0.2, "quality": 0.4, "availability": 0.1,
              "carbon": 0}, "scorers": [], "require_local": false, "regions": [], "owners": [], "fail_closed": false,
              "quality_floor": 0, "unknown_prices": "ALLOW", "on_loss": "AVOID", "stickiness": 0.05},
             "candidates": [%s]}
            """;
    private static final String CANDIDATE = """
            {"provider": "vendor-%1$d", "model": "model-%1$d", "tier": 0, "local": false, "region": "eu", "owner": "team",
             "window": %2$d, "max_output": 16384, "lossy": false, "input_price": %3$.2f, "output_price": %4$.2f,
             "cached_read_price": 0.1, "price_source": "catalog", "warm_share": 0, "output_tokens": 600,
             "first_token_millis": %5$d, "millis_per_token": 12, "measured": true, "quality": %6$.3f, "availability": 0.99,
             "closed_for_millis": 0, "carbon_per_thousand": 0.2, "scores": []}
            """;
    private static final int DROPPED_EVERY = 5;
    private static final int TOO_SMALL = 8_000;
    private static final int LARGE = 200_000;

    @Param({"5", "20", "100"})
    public int candidates;

    private DecisionInputs inputs = inputs(1);
    private Decision decision = Selector.decide(inputs);

    @Setup
    public void gather() {
        inputs = inputs(candidates);
        decision = Selector.decide(inputs);
        int expected = candidates - (candidates + DROPPED_EVERY - 1) / DROPPED_EVERY;
        if (decision.ranking().size() != expected) {
            throw new IllegalStateException(
                    "of " + candidates + " candidates " + decision.ranking().size() + " were kept, not " + expected);
        }
    }

    /** On the path of every request. */
    @Benchmark
    public Decision decide() {
        return Selector.decide(inputs);
    }

    /** Only when someone asks why. */
    @Benchmark
    public Payload render() {
        return decision.toJson();
    }

    private static DecisionInputs inputs(int candidates) {
        String rows = IntStream.range(0, candidates)
                .mapToObj(DecisionBenchmark::candidate)
                .collect(Collectors.joining(","));
        return DecisionInputs.fromJson(Payload.ofUtf8(INPUTS.formatted(rows)));
    }

    private static String candidate(int i) {
        int window = i % DROPPED_EVERY == 0 ? TOO_SMALL : LARGE;
        return String.format(
                Locale.ROOT,
                CANDIDATE,
                i,
                window,
                0.1 + i % 7,
                0.4 + 2.0 * (i % 7),
                200 + 37 * (i % 11),
                0.5 + (i % 13) / 30.0);
    }
}
