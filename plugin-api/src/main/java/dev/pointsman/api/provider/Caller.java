package dev.pointsman.api.provider;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as the host knows. Hosts make it, plugins read it.
 *
 * @param workspace the tenant; {@code default} when the host has none
 * @param keyId the id of the virtual key, never the key
 * @param user the end user as the caller names it
 * @param agent the agent's name
 * @param session what the caller calls its conversation
 * @param labels free key-value pairs that rules may match
 * @param bounds what this caller's key allows
 */
public record Caller(
        String workspace,
        @Nullable String keyId,
        @Nullable String user,
        @Nullable String agent,
        @Nullable String session,
        Map<String, String> labels,
        Bounds bounds) {

    /** The workspace of callers whose host knows no workspaces. */
    public static final String DEFAULT_WORKSPACE = "default";

    private static final Caller ANONYMOUS =
            new Caller(DEFAULT_WORKSPACE, null, null, null, null, Map.of(), Bounds.unbounded());

    public Caller {
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(bounds, "bounds");
        labels = Map.copyOf(labels);
    }

    public static Caller anonymous() {
        return ANONYMOUS;
    }

    public static Caller ofWorkspace(String workspace) {
        return new Caller(workspace, null, null, null, null, Map.of(), Bounds.unbounded());
    }

    /** Neither the person nor the conversation, which are written down as fingerprints alone. */
    @Override
    public String toString() {
        return "Caller[" + workspace + ", key " + keyId + ", agent " + agent + ", labels " + labels + "]";
    }
}
