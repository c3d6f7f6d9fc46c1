package dev.pointsman.router.selection;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.router.catalog.Latency;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.catalog.Quality;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.config.Vocabulary;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.session.Affinity;
import dev.pointsman.router.workload.LearnedUsage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A policy, its endpoints and their health, for tests; everything has an unremarkable default. */
final class Situation {

    static final long NOW = 1_790_000_000_000L;

    private final Map<String, Object> tree = new HashMap<>();
    private final List<EndpointFacts> endpoints = new ArrayList<>();
    private final Map<String, HealthReading> health = new HashMap<>();
    private final Map<String, Object> providers = new HashMap<>();
    private final LearnedUsage learned = new LearnedUsage();
    private PolicyPlugins plugins = PolicyPlugins.none();

    static Situation empty() {
        return new Situation();
    }

    Situation profile(String name, Map<String, Object> profile) {
        Map<String, Object> profiles = new HashMap<>();
        if (tree.get("profiles") instanceof Map<?, ?> before) {
            before.forEach((key, value) -> profiles.put(key.toString(), value));
        }
        profiles.put(name, profile);
        tree.put("profiles", profiles);
        return this;
    }

    Situation with(String section, Object value) {
        tree.put(section, value);
        return this;
    }

    Situation plugins(PolicyPlugins value) {
        plugins = value;
        return this;
    }

    LearnedUsage learned() {
        return learned;
    }

    Situation health(String name, HealthReading reading) {
        health.put(name, reading);
        return this;
    }

    /** An endpoint of everyday facts: 200,000 tokens, tools and streaming, region {@code us}, price and quality as given. */
    Situation endpoint(String provider, String model, double usdPerMillion, double quality) {
        return endpoint(facts(provider, model, usdPerMillion, quality));
    }

    Situation endpoint(EndpointFacts facts) {
        endpoints.add(facts);
        providers.put(
                facts.key().provider(),
                Map.of("type", "openai", "owner", "us", "locality", facts.local() ? "local" : "remote"));
        return this;
    }

    static EndpointFacts facts(String provider, String model, double usdPerMillion, double quality) {
        BigDecimal price = BigDecimal.valueOf(usdPerMillion);
        ModelFacts facts = new ModelFacts(
                model,
                Set.of(Capability.STREAMING, Capability.TOOLS),
                200_000,
                32_000,
                new Price(price, price, null, null, "test", null, null),
                new Quality(quality, Map.of(), "test"),
                1,
                new Latency(500, 10),
                null,
                Set.of(),
                Map.of());
        return new EndpointFacts(
                new EndpointKey(provider, model),
                facts,
                false,
                "us",
                "us",
                null,
                true,
                false,
                Set.of(Dialect.OPENAI_CHAT));
    }

    RouterConfig config() {
        tree.put("providers", providers);
        return RouterConfig.read(tree, Vocabulary.unchecked());
    }

    List<EndpointFacts> endpoints() {
        return endpoints;
    }

    InputsReader reader() {
        return new InputsReader(config(), endpoints, plugins, "policy-1", "catalog-1", learned);
    }

    ProfileResolver resolver() {
        return new ProfileResolver(config(), endpoints);
    }

    List<ModelDescriptor> models(Caller caller) {
        return resolver().models(caller, (profile, features) -> decide(profile.name(), features));
    }

    HealthReading reading(EndpointKey key) {
        return health.getOrDefault(key.name(), HealthReading.unknown(0.97));
    }

    Decision decide(String profile, RequestFeatures features) {
        return decide(profile, features, Affinity.none());
    }

    Decision decide(String profile, RequestFeatures features, Affinity affinity) {
        ProfileConfig config = config().profiles().get(profile);
        return Selector.decide(reader().read(
                        config,
                        features,
                        Dialect.OPENAI_CHAT,
                        affinity,
                        this::reading,
                        new Moment(NOW, 42, Moment.NO_DEADLINE)));
    }

    static RequestFeatures chat() {
        return RequestFeatures.builder().inputTokens(1_000).build();
    }
}
