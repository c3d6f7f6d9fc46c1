package dev.pointsman.router.control;

import dev.pointsman.router.config.WorkspaceConfig;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.selection.EndpointFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the router stands right now.
 *
 * @param policyVersion changes with every policy
 * @param providers in the order of the policy
 * @param endpoints every model at every provider
 * @param workspaces those that the policy names
 */
public record RouterStatus(
        String policyVersion,
        List<ProviderStatus> providers,
        List<EndpointStatus> endpoints,
        List<WorkspaceConfig> workspaces) {

    public RouterStatus {
        providers = List.copyOf(providers);
        endpoints = List.copyOf(endpoints);
        workspaces = List.copyOf(workspaces);
    }

    /**
     * One {@code providers:} entry.
     *
     * @param problem what keeps it from answering anybody, with what to do; null when nothing does
     * @param credentials everybody's; empty when it needs none
     */
    public record ProviderStatus(
            String name,
            String type,
            String owner,
            @Nullable String problem,
            List<CredentialStatus> credentials) {

        public ProviderStatus {
            credentials = List.copyOf(credentials);
        }
    }

    /**
     * One credential, without its value.
     *
     * @param workspace whose requests alone it serves; null for the platform's
     * @param source where it came from, for people; null when nobody wrote it down
     * @param problem why it cannot be had, with what to do; null when it can
     * @param closedForMillis how long it still rests since its vendor did not take it; 0 when it does not
     */
    public record CredentialStatus(
            String id,
            @Nullable String workspace,
            String owner,
            @Nullable String source,
            @Nullable String problem,
            long closedForMillis) {}

    /**
     * One model at one provider.
     *
     * @param running attempts that have not ended
     */
    public record EndpointStatus(EndpointFacts facts, HealthReading health, int running) {

        public boolean usable() {
            return facts.enabled() && health.open();
        }
    }

    /** Whether at least one endpoint may be tried now. */
    public boolean ready() {
        return endpoints.stream().anyMatch(EndpointStatus::usable);
    }
}
