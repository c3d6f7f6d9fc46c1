package dev.pointsman.router.config;

import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallerLimits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One tenant.
 *
 * @param credentials its own, by provider
 * @param byok whether the platform's credentials may serve it
 * @param allow what it may use, whatever its keys allow
 * @param budget null for none
 * @param limits how much of it, all its keys together
 * @param capture whether what it says is kept; null, as everywhere unless it is asked for, keeps nothing
 */
public record WorkspaceConfig(
        String name,
        Map<String, List<CredentialConfig>> credentials,
        Byok byok,
        Bounds allow,
        @Nullable BudgetConfig budget,
        CallerLimits limits,
        @Nullable CaptureConfig capture) {

    public WorkspaceConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(byok, "byok");
        Objects.requireNonNull(allow, "allow");
        Objects.requireNonNull(limits, "limits");
        credentials = Ordered.copyOf(credentials);
    }

    /** A workspace that nobody configured. */
    public static WorkspaceConfig unbounded(String name) {
        return new WorkspaceConfig(name, Map.of(), Byok.DEFAULT, Bounds.unbounded(), null, CallerLimits.none(), null);
    }
}
