package dev.pointsman.benchmarks;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.catalog.ModelCatalog;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.config.Vocabulary;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.EndpointFacts;
import dev.pointsman.router.selection.EndpointsReader;
import dev.pointsman.router.selection.InputsReader;
import dev.pointsman.router.selection.Moment;
import dev.pointsman.router.selection.PolicyPlugins;
import dev.pointsman.router.selection.ProfileResolver;
import dev.pointsman.router.selection.Resolution;
import dev.pointsman.router.selection.Selector;
import dev.pointsman.router.session.Affinity;
import dev.pointsman.router.session.CachedPrefix;
import dev.pointsman.router.workload.LearnedUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

/**
 * All of a request's decision: twenty rules of which none matches, the gathering of inputs for fifty candidates with health and a
 * conversation, choosing. Models that are known and no candidates must cost nothing. The values are made up.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RequestDecisionBenchmark {

    private static final int CANDIDATES = 50;
    private static final int RULES = 20;
    private static final int PROVIDERS = 5;
    private static final long NOW = 1_764_000_000_000L;

    @Param({"50", "3000"})
    public int models;

    private final LearnedUsage learned = new LearnedUsage();
    private ProfileResolver resolver = resolver(List.of());
    private InputsReader inputs = inputs(List.of());
    private RequestFeatures features = features();
    private Affinity affinity = Affinity.none();

    @Setup
    public void prepare() {
        RouterConfig config = config();
        List<EndpointFacts> endpoints =
                new EndpointsReader(config, ModelCatalog.builtIn(), LocalDate.EPOCH).read(Map.of(), Map.of());
        resolver = resolver(endpoints);
        inputs = inputs(endpoints);
        affinity = new Affinity(
                "caller:1",
                null,
                "vendor-1/model-1",
                9_000,
                Map.of("vendor-1/model-1", new CachedPrefix(9_000, 1)),
                false,
                null);
        int kept = decide().ranking().size();
        if (endpoints.size() != models || kept != CANDIDATES) {
            throw new IllegalStateException(endpoints.size() + " models, " + kept + " candidates were kept");
        }
    }

    @Benchmark
    public Decision decide() {
        Resolution.Resolved resolved =
                (Resolution.Resolved) resolver.resolve("auto", features, Map.of(), Instant.ofEpochMilli(NOW));
        return Selector.decide(inputs.read(
                resolved.profile(),
                features,
                Dialect.OPENAI_CHAT,
                affinity,
                endpoint -> new HealthReading(null, 0, 0.99, 400, 12),
                new Moment(NOW, 42, 30_000)));
    }

    private ProfileResolver resolver(List<EndpointFacts> endpoints) {
        return new ProfileResolver(config(), endpoints);
    }

    private InputsReader inputs(List<EndpointFacts> endpoints) {
        return new InputsReader(config(), endpoints, PolicyPlugins.none(), "p", "c", learned);
    }

    private static RequestFeatures features() {
        return RequestFeatures.builder()
                .caller(new Caller("w", "k", "u", "agent-7", "s", Map.of("team", "core"), Bounds.unbounded()))
                .workload("code")
                .inputTokens(12_000)
                .maxOutputTokens(8_192)
                .tools(30)
                .needs(Set.of(Capability.TOOLS, Capability.STREAMING))
                .build();
    }

    private RouterConfig config() {
        Map<String, Object> providers = new HashMap<>();
        List<String> candidates = new ArrayList<>();
        for (int provider = 0; provider < PROVIDERS; provider++) {
            List<Object> listed = new ArrayList<>();
            for (int i = provider; i < Math.max(models, CANDIDATES); i += PROVIDERS) {
                listed.add(Map.of(
                        "id",
                        "model-" + i,
                        "window",
                        200_000,
                        "price",
                        Map.of("input", 1 + i % 7, "output", 4 + i % 9, "cachedRead", 0.1),
                        "quality",
                        0.3 + i % 13 / 20.0,
                        "capabilities",
                        List.of("tools", "streaming")));
                if (i < CANDIDATES) {
                    candidates.add("vendor-" + provider + "/model-" + i);
                }
            }
            providers.put("vendor-" + provider, Map.of("type", "openai-compatible", "owner", "t", "models", listed));
        }
        List<Object> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            rules.add(Map.of("when", Map.of("agent", "other-*-" + i, "labels", Map.of("team", "x")), "use", "fast"));
        }
        Map<String, Object> tree = Map.of(
                "providers", providers,
                "profiles", Map.of("default", Map.of("candidates", candidates)),
                "rules", rules);
        return RouterConfig.read(tree, Vocabulary.unchecked());
    }
}
