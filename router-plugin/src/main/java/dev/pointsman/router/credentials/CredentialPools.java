package dev.pointsman.router.credentials;

import dev.pointsman.router.config.CredentialConfig;
import dev.pointsman.router.config.ProviderConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.config.WorkspaceConfig;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may be served with what, as one policy says it. A workspace's credential is in no other workspace's pool, and nothing but a
 * pool leads to a credential. Immutable.
 */
public final class CredentialPools {

    private final Map<String, List<PooledCredential>> platform = new LinkedHashMap<>();
    /** By workspace, then by provider: those that the policy gives credentials of their own. */
    private final Map<String, Map<String, List<PooledCredential>>> own = new LinkedHashMap<>();

    private final Map<String, Pool> unlisted = new HashMap<>();
    private final Map<String, Map<String, Pool>> listed = new HashMap<>();

    private CredentialPools(RouterConfig config) {
        config.providers().values().forEach(provider -> platform.put(provider.name(), platform(provider)));
        config.workspaces().forEach((name, workspace) -> own.put(name, ofWorkspace(workspace)));
        for (String provider : platform.keySet()) {
            unlisted.put(provider, unlisted(provider));
        }
        config.workspaces().forEach((name, workspace) -> {
            Map<String, Pool> pools = new HashMap<>();
            platform.keySet().forEach(provider -> pools.put(provider, listed(workspace, provider)));
            listed.put(name, pools);
        });
    }

    public static CredentialPools of(RouterConfig config) {
        return new CredentialPools(config);
    }

    /** What may serve a workspace at a provider, whether the policy names the workspace or not. */
    public Pool of(String workspace, String provider) {
        return listed.getOrDefault(workspace, unlisted).getOrDefault(provider, Pool.NOT_NEEDED);
    }

    /** The platform's own at a provider, for what no workspace asked for. */
    public static List<PooledCredential> platform(ProviderConfig provider) {
        return pooled(provider.name(), null, provider.platformCredentials());
    }

    /** Everybody's at a provider, for operators to look at. */
    public List<PooledCredential> everyone(String provider) {
        return Stream.concat(
                        ofPlatform(provider).stream(),
                        own.values().stream()
                                .flatMap(byProvider -> byProvider.getOrDefault(provider, List.of()).stream()))
                .toList();
    }

    private Pool unlisted(String provider) {
        List<PooledCredential> shared = ofPlatform(provider);
        return shared.isEmpty() ? without(provider) : Pool.of(Stream.of(shared));
    }

    private Pool listed(WorkspaceConfig workspace, String provider) {
        List<PooledCredential> mine =
                own.getOrDefault(workspace.name(), Map.of()).getOrDefault(provider, List.of());
        return switch (workspace.byok()) {
            case OFF -> unlisted(provider);
            case DEFAULT -> mine.isEmpty() ? unlisted(provider) : Pool.of(Stream.of(mine));
            case ONLY -> mine.isEmpty() ? without(provider) : Pool.of(Stream.of(mine));
            case FIRST -> mine.isEmpty() ? unlisted(provider) : Pool.of(Stream.of(mine, ofPlatform(provider)));
        };
    }

    private List<PooledCredential> ofPlatform(String provider) {
        return platform.getOrDefault(provider, List.of());
    }

    /** A provider at which nobody has a credential needs none. */
    private Pool without(String provider) {
        return everyone(provider).isEmpty() ? Pool.NOT_NEEDED : Pool.CLOSED;
    }

    private static Map<String, List<PooledCredential>> ofWorkspace(WorkspaceConfig workspace) {
        Map<String, List<PooledCredential>> pooled = new HashMap<>();
        workspace
                .credentials()
                .forEach((provider, list) -> pooled.put(provider, pooled(provider, workspace.name(), list)));
        return pooled;
    }

    private static List<PooledCredential> pooled(
            String provider, @Nullable String workspace, List<CredentialConfig> configs) {
        return configs.stream()
                .map(config -> new PooledCredential(provider, workspace, config))
                .toList();
    }
}
