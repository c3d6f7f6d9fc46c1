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

    public static Requirements none() {
        return new Requirements(false, List.of(), null, List.of(), Set.of());
    }
}
