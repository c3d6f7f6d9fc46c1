package dev.pointsman.edge.keys;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.CallerLimits;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of a key once it was recognised; never the key.
 *
 * @param id safe to show and to log
 * @param workspace the tenant it belongs to
 * @param bounds what it allows
 * @param limits how much it allows
 * @param labels of each of its requests, whatever the caller sends
 */
public record VirtualKey(String id, String workspace, Bounds bounds, CallerLimits limits, Map<String, String> labels) {

    public VirtualKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(bounds, "bounds");
        Objects.requireNonNull(limits, "limits");
        labels = Map.copyOf(labels);
    }

    /** A key without limits and labels. */
    public VirtualKey(String id, String workspace, Bounds bounds) {
        this(id, workspace, bounds, CallerLimits.none(), Map.of());
    }

    /** A key of the workspace {@code default} that allows everything. */
    public static VirtualKey unbounded(String id) {
        return new VirtualKey(id, Caller.DEFAULT_WORKSPACE, Bounds.unbounded());
    }

    /** A new key of 256 random bits that is in no store: {@code pm-} and 43 characters. */
    public static Secret generate() {
        return Secret.of(KeyText.PREFIX + KeyText.randomText());
    }
}
