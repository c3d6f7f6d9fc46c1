package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.credentials.CredentialPools;
import dev.pointsman.router.credentials.PooledCredential;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One secret under two workspaces, or a workspace's and the platform's: their bills and limits are one. */
final class SharedSecrets implements Check {

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        Map<String, PooledCredential> first = new HashMap<>();
        CredentialPools pools = CredentialPools.of(policy.config());
        for (String provider : policy.config().providers().keySet()) {
            for (PooledCredential credential : pools.everyone(provider)) {
                policy.fingerprint().apply(credential).ifPresent(fingerprint -> {
                    PooledCredential known = first.putIfAbsent(fingerprint, credential);
                    if (known != null && !Objects.equals(known.workspace(), credential.workspace())) {
                        warnings.add(new SettingsProblem(
                                path(credential),
                                "credential " + credential.name() + " holds the same secret as " + known.name() + " at "
                                        + known.provider() + ", so one's limits and bill are the other's",
                                "give each a key of its own"));
                    }
                });
            }
        }
    }

    private static String path(PooledCredential credential) {
        return credential.workspace() == null
                ? "providers." + credential.provider()
                : "workspaces." + credential.workspace() + ".credentials." + credential.provider();
    }
}
