package dev.pointsman.provider.sandbox;

import dev.pointsman.api.failure.ProviderFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it will be played.
 *
 * @param id the vendor's id of the call
 * @param breaksWith what happens after the last step; null for a proper end
 */
record Script(String id, List<Step> steps, @Nullable ProviderFailure breaksWith) {

    Script {
        steps = List.copyOf(steps);
    }

    /** The same answer, broken off in the middle of its content: the role and at least one delta come. */
    Script cut() {
        int kept = Math.min(steps.size(), 1 + Math.max(1, (steps.size() - 1) / 2));
        return new Script(
                id, steps.subList(0, kept), new ProviderFailure.Malformed("the stream ended before its terminal mark"));
    }
}
