package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.Glob;
import dev.pointsman.router.config.ProviderConfig;
import dev.pointsman.router.config.WorkspaceConfig;
import dev.pointsman.router.credentials.CredentialPools;
import dev.pointsman.router.credentials.Pool;
import dev.pointsman.router.credentials.PooledCredential;
import java.util.ArrayList;
import java.util.List;

/** A workspace with keys of its own that nevertheless depends on a single one. */
final class LoneCredentials implements Check {

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        CredentialPools pools = CredentialPools.of(policy.config());
        for (WorkspaceConfig workspace : policy.config().workspaces().values()) {
            if (workspace.credentials().isEmpty()) {
                continue;
            }
            List<PooledCredential> credentials = new ArrayList<>();
            boolean unconditional = false;
            for (ProviderConfig provider : policy.config().providers().values()) {
                if (!provider.enabled() || !Glob.anyMatches(workspace.allow().providers(), provider.name())) {
                    continue;
                }
                Pool pool = pools.of(workspace.name(), provider.name());
                credentials.addAll(pool.all());
                unconditional |= !pool.needed();
            }
            if (credentials.size() == 1 && !unconditional) {
                PooledCredential lone = credentials.getFirst();
                warnings.add(new SettingsProblem(
                        "workspaces." + workspace.name() + ".credentials",
                        "all its requests depend on " + lone.name() + " at " + lone.provider()
                                + ": while that one is limited or refused, nothing answers",
                        "add a second credential, or write byok: first to let the platform's help"));
            }
        }
    }
}
