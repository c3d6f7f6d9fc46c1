package dev.pointsman.router.selection;

import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.config.ProfileConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list of models tells of one that agents ask for. A profile can do what any of those can that may answer under it, takes
 * what the largest of them takes, and costs what the one costs that it would ask first.
 */
final class ListedModel {

    private ListedModel() {}

    /** One model of a vendor, under its own name or an alias. */
    static ModelDescriptor of(String name, EndpointFacts endpoint) {
        return builder(name, List.of(endpoint), endpoint.model().price()).build();
    }

    /**
     * A name that stands for a profile.
     *
     * @param candidates that may answer for it; what is known of none of them stays unknown
     * @param price of the first choice; null when unknown
     */
    static ModelDescriptor of(
            String name, ProfileConfig profile, List<EndpointFacts> candidates, @Nullable Price price) {
        return builder(name, candidates, price)
                .profile(profile.name(), profile.failClosed())
                .build();
    }

    private static ModelDescriptor.Builder builder(String name, List<EndpointFacts> candidates, @Nullable Price price) {
        ModelDescriptor.Builder listed = ModelDescriptor.of(name);
        Set<Capability> capabilities = new HashSet<>();
        int window = 0;
        int maxOutput = 0;
        for (EndpointFacts candidate : candidates) {
            if (candidate.model().capabilities() != null) {
                capabilities.addAll(candidate.model().capabilities());
            }
            window = Math.max(window, known(candidate.model().window()));
            maxOutput = Math.max(maxOutput, known(candidate.model().maxOutput()));
        }
        if (!capabilities.isEmpty()) {
            listed.capabilities(capabilities);
        }
        if (window > 0) {
            listed.contextWindow(window);
        }
        if (maxOutput > 0) {
            listed.maxOutput(maxOutput);
        }
        if (price != null) {
            listed.prices(price.input(), price.output()).cachePrices(price.cachedRead(), price.cacheWrite());
        }
        return listed;
    }

    private static int known(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
