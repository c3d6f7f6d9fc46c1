package dev.pointsman.router.analysis.production;

import dev.pointsman.router.analysis.LoadedPolicy;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.credentials.CredentialPools;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A policy, and what of it somebody wrote down.
 *
 * @param tree as it was written: a default that was chosen differs there from one that nobody thought of
 */
public record ProductionPolicy(LoadedPolicy loaded, Map<String, Object> tree) {

    /** Where requests go whose key names no workspace. */
    static final String DEFAULT_WORKSPACE = "default";

    RouterConfig config() {
        return loaded.config();
    }

    /** Whether somebody wrote this member: {@code profiles}, {@code fast}, {@code attempts}. */
    boolean says(String... path) {
        @Nullable Object at = tree;
        for (String name : path) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at != null;
    }

    /** The workspaces of the policy, and the one that is there without it. */
    Set<String> workspaces() {
        Set<String> names = new TreeSet<>(config().workspaces().keySet());
        names.add(DEFAULT_WORKSPACE);
        return names;
    }

    /** Whether a credential of the platform may pay for a workspace's requests somewhere. */
    boolean platformPaysFor(String workspace) {
        CredentialPools pools = CredentialPools.of(config());
        return config().providers().values().stream()
                .filter(provider -> provider.enabled())
                .flatMap(provider -> pools.of(workspace, provider.name()).all().stream())
                .anyMatch(credential -> credential.workspace() == null);
    }

    /** As a key of a YAML mapping in one line: names with a dot or a blank in quotes. */
    static String key(String name) {
        return name.matches("[A-Za-z0-9_-]+") ? name : '"' + name + '"';
    }

    /** Without the tree: a header may hold anything. */
    @Override
    public String toString() {
        return "ProductionPolicy[" + config().providers().size() + " providers]";
    }
}
