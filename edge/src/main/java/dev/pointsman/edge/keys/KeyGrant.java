package dev.pointsman.edge.keys;

import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallerLimits;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decided about a key.
 *
 * @param name for people
 * @param expires from when on it is refused; null for never
 */
record KeyGrant(
        String name,
        String workspace,
        Bounds bounds,
        CallerLimits limits,
        Map<String, String> labels,
        @Nullable Instant expires) {

    KeyGrant {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(bounds, "bounds");
        Objects.requireNonNull(limits, "limits");
        labels = Map.copyOf(labels);
    }
}
