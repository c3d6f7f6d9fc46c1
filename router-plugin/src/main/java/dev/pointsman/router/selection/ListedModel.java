package dev.pointsman.router.selection;

import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list of models tells of one that agents ask for. A profile can do what any of its candidates can, and takes what the
 * largest of them takes: a candidate that cannot is dropped for that request.
 */
final class ListedModel {

    private ListedModel() {}

    /** @param candidates that may answer for it; what is known of none of them stays unknown */
    static ModelDescriptor of(String name, List<EndpointFacts> candidates) {
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
        return listed.build();
    }

    private static int known(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
