package dev.pointsman.router.analysis;

import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.credentials.PooledCredential;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.EndpointFacts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A policy with everything it means.
 *
 * @param endpoints as far as providers have listed their models
 * @param decide what a profile makes of an ordinary request while every endpoint is well
 * @param fingerprint tells a credential's secret from another, without telling it; empty when it cannot be had
 * @param today for the age of prices
 */
public record LoadedPolicy(
        RouterConfig config,
        List<EndpointFacts> endpoints,
        Function<ProfileConfig, Decision> decide,
        Function<PooledCredential, Optional<String>> fingerprint,
        LocalDate today) {

    public LoadedPolicy {
        endpoints = List.copyOf(endpoints);
    }

    /** Those the operator wrote or left as they are in the box, by name. */
    Iterable<ProfileConfig> profiles() {
        return config.profiles().values();
    }
}
