package dev.pointsman.router.config;

import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallerLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The {@code workspaces:} section. */
final class WorkspacesReader {

    private final Set<String> providers;
    private final CredentialsReader credentials;
    private final BudgetsReader budgets;

    WorkspacesReader(Set<String> providers, boolean ownershipOptional, BudgetsReader budgets) {
        this.providers = providers;
        this.credentials = new CredentialsReader(ownershipOptional);
        this.budgets = budgets;
    }

    Map<String, WorkspaceConfig> read(ConfigReader root) {
        Map<String, WorkspaceConfig> workspaces = new LinkedHashMap<>();
        root.sections("workspaces").forEach((name, section) -> workspaces.put(name, workspace(name, section)));
        return workspaces;
    }

    private WorkspaceConfig workspace(String name, ConfigReader section) {
        WorkspaceConfig workspace = new WorkspaceConfig(
                name,
                credentials(name, section),
                section.choice("byok", Byok.class, Byok.DEFAULT),
                allow(section.section("allow")),
                budgets.ofWorkspace(name, section),
                limits(section.section("limits")),
                CaptureConfig.read(section));
        section.noOtherKeys();
        return workspace;
    }

    private static CallerLimits limits(ConfigReader section) {
        CallerLimits limits = new CallerLimits(
                section.count("requestsPerMinute", 0, 1),
                section.count("tokensPerMinute", 0, 1),
                section.count("concurrent", 0, 1));
        section.noOtherKeys();
        return limits;
    }

    private Map<String, List<CredentialConfig>> credentials(String workspace, ConfigReader section) {
        Map<String, List<CredentialConfig>> byProvider = new LinkedHashMap<>();
        section.itemLists("credentials").forEach((provider, items) -> {
            String key = "credentials." + provider;
            References.provider(section, key, provider, providers);
            byProvider.put(provider, credentials.read(section, key, items, workspace + "/" + provider, null, null));
        });
        return byProvider;
    }

    private Bounds allow(ConfigReader allow) {
        Bounds bounds = new Bounds(
                names(allow, "models"),
                names(allow, "profiles"),
                names(allow, "providers"),
                names(allow, "regions"),
                names(allow, "headers"));
        bounds.providers().forEach(name -> References.provider(allow, "providers", name, providers));
        allow.noOtherKeys();
        return bounds;
    }

    /** What is not written is not bounded. */
    private static Set<String> names(ConfigReader allow, String key) {
        if (!allow.has(key)) {
            return Set.of("*");
        }
        boolean folded = key.equals("regions") || key.equals("headers");
        List<String> names = allow.texts(key);
        return Set.copyOf(
                folded
                        ? names.stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .toList()
                        : names);
    }
}
