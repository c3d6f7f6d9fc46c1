package dev.pointsman.router;

import dev.pointsman.router.config.ProviderConfig;
import dev.pointsman.router.config.WorkspaceConfig;
import dev.pointsman.router.control.RouterStatus;
import dev.pointsman.router.control.RouterStatus.CredentialStatus;
import dev.pointsman.router.control.RouterStatus.EndpointStatus;
import dev.pointsman.router.control.RouterStatus.ProviderStatus;
import dev.pointsman.router.credentials.CredentialPools;
import dev.pointsman.router.credentials.CredentialState;
import dev.pointsman.router.credentials.PooledCredential;
import dev.pointsman.router.health.Demand;
import dev.pointsman.router.selection.EndpointFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a policy's providers and endpoints stand now, for operators: an endpoint is usable when anybody could be served there. */
final class StatusReader {

    private final PolicySnapshot policy;
    private final CredentialPools pools;
    private final Services services;

    StatusReader(PolicySnapshot policy, CredentialPools pools, Services services) {
        this.policy = policy;
        this.pools = pools;
        this.services = services;
    }

    RouterStatus read() {
        List<ProviderStatus> providers = policy.config().providers().values().stream()
                .map(this::provider)
                .toList();
        List<EndpointStatus> endpoints =
                policy.endpoints().stream().map(this::endpoint).toList();
        List<WorkspaceConfig> workspaces =
                List.copyOf(policy.config().workspaces().values());
        return new RouterStatus(policy.version(), providers, endpoints, workspaces);
    }

    private ProviderStatus provider(ProviderConfig provider) {
        List<CredentialStatus> credentials =
                pools.everyone(provider.name()).stream().map(this::credential).toList();
        return new ProviderStatus(
                provider.name(), provider.type(), provider.owner(), problem(credentials), credentials);
    }

    /** One credential that can be had is enough for somebody. */
    private static @Nullable String problem(List<CredentialStatus> credentials) {
        boolean allMissing = credentials.stream().allMatch(credential -> credential.problem() != null);
        return credentials.isEmpty() || !allMissing
                ? null
                : credentials.getFirst().problem();
    }

    private CredentialStatus credential(PooledCredential credential) {
        CredentialState state = services.credentials().of(credential);
        return new CredentialStatus(
                credential.name(),
                credential.workspace(),
                credential.owner(),
                credential.config().source(),
                state instanceof CredentialState.Missing missing ? missing.reason() : null,
                services.health().credentialClosedForMillis(credential.provider(), state.healthKey()));
    }

    private EndpointStatus endpoint(EndpointFacts facts) {
        List<PooledCredential> everyone = pools.everyone(facts.key().provider());
        return new EndpointStatus(
                facts,
                EndpointCredentials.reading(
                        facts.key(), everyone, services.credentials(), services.health(), Demand.NONE),
                services.health().running(facts.key()));
    }
}
