package dev.pointsman.benchmarks;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.router.catalog.ModelCatalog;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.config.Vocabulary;
import dev.pointsman.router.control.Asked;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.money.Bill;
import dev.pointsman.router.money.BilledAttempt;
import dev.pointsman.router.money.UsageSource;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.EndpointFacts;
import dev.pointsman.router.selection.EndpointsReader;
import dev.pointsman.router.selection.InputsReader;
import dev.pointsman.router.selection.Moment;
import dev.pointsman.router.selection.PolicyPlugins;
import dev.pointsman.router.selection.Selector;
import dev.pointsman.router.session.Affinity;
import dev.pointsman.router.telemetry.Measured;
import dev.pointsman.router.telemetry.Meters;
import dev.pointsman.router.telemetry.Standing;
import dev.pointsman.router.workload.LearnedUsage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All that is counted at the end of a request: fifty candidates, one fallback, a streamed answer. As a gateway lends its registry. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MetricsBenchmark {

    private static final int CANDIDATES = 50;

    private final Meters meters;
    private final RoutedRequest request;
    private final Measured measured;

    public MetricsBenchmark() {
        RouterConfig config = config();
        List<EndpointFacts> endpoints =
                new EndpointsReader(config, ModelCatalog.builtIn(), LocalDate.EPOCH).read(Map.of(), Map.of());
        meters = Meters.of(new Lending(registry()), new Idle());
        meters.use(config, endpoints);
        request = request(decision(config, endpoints));
        measured = new Measured(
                true,
                List.of(
                        new BilledAttempt(request.attempts().getFirst(), Bill.nothing()),
                        new BilledAttempt(
                                request.attempts().getLast(),
                                new Bill(request.usage().usage(), UsageSource.REPORTED, 4_000L, "prices", null))),
                request.attempts().getLast().model(),
                Duration.ofMillis(20));
    }

    @Benchmark
    public void count() {
        meters.routed(request, measured);
    }

    private static MeterRegistry registry() {
        CompositeMeterRegistry all = new CompositeMeterRegistry();
        all.add(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        return all;
    }

    private static Decision decision(RouterConfig config, List<EndpointFacts> endpoints) {
        InputsReader inputs = new InputsReader(config, endpoints, PolicyPlugins.none(), "p", "c", new LearnedUsage());
        return Selector.decide(inputs.read(
                config.defaultProfile(),
                RequestFeatures.builder().inputTokens(12_000).build(),
                Dialect.OPENAI_CHAT,
                Affinity.none(),
                endpoint -> new HealthReading(null, 0, 0.99, 400, 12),
                new Moment(1_764_000_000_000L, 42, 30_000)));
    }

    private static RoutedRequest request(Decision decision) {
        EndpointKey first = decision.ranked().getFirst().endpoint();
        EndpointKey second = decision.ranked().get(1).endpoint();
        List<AttemptReport> attempts = List.of(attempt(1, first, "overloaded", null), attempt(2, second, "ok", 700L));
        return new RoutedRequest(
                1_764_000_002_000L,
                decision,
                new Asked(RequestFeatures.builder().build(), Dialect.OPENAI_CHAT, Map.of()),
                attempts,
                List.of(),
                new UsageRecord(new Usage(12_000, 9_000, 0, 700, 0), false, 4_000L, "ok"));
    }

    private static AttemptReport attempt(int number, EndpointKey at, String outcome, @Nullable Long firstContent) {
        return new AttemptReport(
                number,
                at.provider(),
                at.model(),
                "c",
                List.of("model"),
                List.of(),
                outcome,
                200,
                2,
                firstContent,
                2_000);
    }

    private static RouterConfig config() {
        List<Object> listed = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            listed.add(Map.of(
                    "id", "model-" + i, "window", 200_000, "price", Map.of("input", 1, "output", 4), "quality", 0.5));
        }
        Map<String, Object> vendor = Map.of("type", "openai-compatible", "owner", "t", "models", listed);
        return RouterConfig.read(Map.of("version", 1, "providers", Map.of("vendor", vendor)), Vocabulary.unchecked());
    }

    private record Lending(MeterRegistry registry) implements HostContext {

        @Override
        public <T> Optional<T> service(Class<T> type) {
            return type == MeterRegistry.class ? Optional.of(type.cast(registry)) : Optional.empty();
        }
    }

    private record Idle() implements Standing {

        @Override
        public double retryTokens() {
            return 10;
        }

        @Override
        public long spooledBytes() {
            return 0;
        }

        @Override
        public boolean isClosed(EndpointKey endpoint) {
            return false;
        }
    }
}
