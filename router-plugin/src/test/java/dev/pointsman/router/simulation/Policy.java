package dev.pointsman.router.simulation;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.catalog.Latency;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.catalog.Quality;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.config.Vocabulary;
import dev.pointsman.router.selection.EndpointFacts;
import dev.pointsman.router.selection.InputsReader;
import dev.pointsman.router.selection.PolicyPlugins;
import dev.pointsman.router.workload.LearnedUsage;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What operators of a world wrote, read as theirs is. Immutable, so worlds that are written alike share one. */
record Policy(RouterConfig config, InputsReader inputs) {

    private static final Map<List<EndpointFacts>, Policy> READ = new ConcurrentHashMap<>();

    static Policy of(List<VendorPlan> vendors) {
        return READ.computeIfAbsent(vendors.stream().map(Policy::facts).toList(), Policy::read);
    }

    ProfileConfig profile(String name) {
        return config.profiles().get(name);
    }

    /** One hard budget for all. */
    static List<BudgetConfig> budgets(@Nullable Long micros) {
        if (micros == null) {
            return List.of();
        }
        String usd = BigDecimal.valueOf(micros, 6).toPlainString();
        Map<String, Object> budgets = Map.of("all", Map.of("total", usd + " USD"));
        return RouterConfig.read(Map.of("version", 1, "budgets", budgets), Vocabulary.unchecked())
                .budgets();
    }

    private static Policy read(List<EndpointFacts> endpoints) {
        Map<String, Object> providers = new HashMap<>();
        endpoints.forEach(endpoint -> providers.put(
                endpoint.key().provider(),
                Map.of("type", "openai", "owner", "us", "locality", endpoint.local() ? "local" : "remote")));
        Map<String, Object> tree = Map.of(
                "version",
                1,
                "providers",
                providers,
                "profiles",
                Map.of(
                        "open", Map.of("weights", Map.of("cost", 0.9, "availability", 0.1)),
                        "cheapest", Map.of("weights", Map.of("cost", 1), "failClosed", true),
                        "careful", Map.of("weights", Map.of("cost", 0.9, "availability", 0.1), "failClosed", true),
                        "private", Map.of("require", Map.of("locality", "local"), "failClosed", true)));
        RouterConfig config = RouterConfig.read(tree, Vocabulary.unchecked());
        return new Policy(
                config,
                new InputsReader(config, endpoints, PolicyPlugins.none(), "policy-1", "catalog-1", new LearnedUsage()));
    }

    /** Vendors of one world differ by their price alone. */
    static EndpointFacts facts(VendorPlan vendor) {
        BigDecimal price = BigDecimal.valueOf(vendor.price());
        ModelFacts facts = new ModelFacts(
                vendor.key().model(),
                Set.of(Capability.STREAMING),
                200_000,
                32_000,
                new Price(price, price, null, null, "simulated", null, null),
                new Quality(0.5, Map.of(), "simulated"),
                1,
                new Latency(500, 10),
                null,
                Set.of(),
                Map.of());
        return new EndpointFacts(
                vendor.key(), facts, vendor.local(), "us", "us", null, true, false, Set.of(Dialect.OPENAI_CHAT));
    }
}
