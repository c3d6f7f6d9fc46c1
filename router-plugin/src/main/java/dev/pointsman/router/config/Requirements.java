package dev.pointsman.router.config;

import dev.pointsman.api.provider.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What never relaxes: not in panic, fallback or downgrade. A fact that is unknown fails a requirement.
 *
 * @param local only endpoints the operator declared local
 * @param regions only endpoints in one of these, lower case; empty for any
 * @param retention vendors may keep requests no longer than this; null for any time
 * @param owners only endpoints of one of these owners; empty for any
 * @param capabilities needed whatever the request shows
 */
public record Requirements(
        boolean local,
        List<String> regions,
        @Nullable Duration retention,
        List<String> owners,
        Set<Capability> capabilities) {

    public Requirements {
        regions = List.copyOf(regions);
        owners = List.copyOf(owners);
        capabilities = Set.copyOf(capabilities);
    }

    /** Whether whatever meets these meets the others too. */
    public boolean cover(Requirements others) {
        return (local || !others.local)
                && covers(regions, others.regions)
                && covers(owners, others.owners)
                && (others.retention == null || retention != null && retention.compareTo(others.retention) <= 0)
                && capabilities.containsAll(others.capabilities);
    }

    private static boolean covers(List<String> these, List<String> others) {
        return others.isEmpty() || !these.isEmpty() && others.containsAll(these);
    }

    public static Requirements none() {
        return new Requirements(false, List.of(), null, List.of(), Set.of());
    }
}
