package dev.pointsman.router.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A whole policy. Maps keep the order of the file.
 *
 * @param version of the policy's format, always 1
 * @param providers by name
 * @param profiles by name, those in the box included
 * @param rules in the order they are tried
 * @param aliases model name to model name; free of cycles
 * @param catalog what the operator says of models, by model id
 * @param catalogFiles paths the operator names beside the built-in catalog, unread
 * @param workspaces by name
 * @param namedBudgets the section {@code budgets} alone
 * @param alerts whom to tell of thresholds
 * @param resilience what bounds attempts across all requests
 * @param retention how long what is written down is kept
 * @param decisionLog where a line for each request goes
 */
public record RouterConfig(
        int version,
        Map<String, ProviderConfig> providers,
        Map<String, ProfileConfig> profiles,
        List<RuleConfig> rules,
        Map<String, String> aliases,
        Map<String, ModelConfig> catalog,
        List<String> catalogFiles,
        Map<String, WorkspaceConfig> workspaces,
        List<BudgetConfig> namedBudgets,
        AlertsConfig alerts,
        ResilienceConfig resilience,
        RetentionConfig retention,
        DecisionLogConfig decisionLog) {

    /** The only version of the format there is. */
    public static final int VERSION = 1;

    public RouterConfig {
        providers = Ordered.copyOf(providers);
        profiles = Ordered.copyOf(profiles);
        rules = List.copyOf(rules);
        aliases = Ordered.copyOf(aliases);
        catalog = Ordered.copyOf(catalog);
        catalogFiles = List.copyOf(catalogFiles);
        workspaces = Ordered.copyOf(workspaces);
        namedBudgets = List.copyOf(namedBudgets);
    }

    /**
     * Reads a policy.
     *
     * @param tree of JDK types, as {@code ProviderSettings.values()} holds it; a host's {@code gateway} section is passed over
     * @throws dev.pointsman.api.provider.InvalidSettingsException with every problem of the tree
     */
    public static RouterConfig read(Map<String, Object> tree, Vocabulary vocabulary) {
        return new PolicyReader(ConfigReader.root(tree), vocabulary).read();
    }

    /**
     * Reads a policy that may hold mistakes: what is wrong is replaced by what holds where nothing is written.
     *
     * @param problems is told every one
     */
    public static RouterConfig readAsGoodAsItIs(
            Map<String, Object> tree, Vocabulary vocabulary, List<SettingsProblem> problems) {
        ConfigReader root = ConfigReader.root(tree);
        RouterConfig config = new PolicyReader(root, vocabulary).readAsGoodAsItIs();
        problems.addAll(root.problems());
        return config;
    }

    /** The profile of the plain model name {@code auto}. */
    public ProfileConfig defaultProfile() {
        return profiles.getOrDefault(ProfileConfig.DEFAULT, BoxedProfiles.defaultProfile());
    }

    /** Every budget: those of workspaces, then the named ones. */
    public List<BudgetConfig> budgets() {
        List<BudgetConfig> all = new ArrayList<>();
        for (WorkspaceConfig workspace : workspaces.values()) {
            if (workspace.budget() != null) {
                all.add(workspace.budget());
            }
        }
        all.addAll(namedBudgets);
        return all;
    }

    /** What is captured, of all workspaces. */
    public List<CaptureConfig> captures() {
        List<CaptureConfig> all = new ArrayList<>();
        for (WorkspaceConfig workspace : workspaces.values()) {
            if (workspace.capture() != null) {
                all.add(workspace.capture());
            }
        }
        return all;
    }

    /** The workspace's own settings, or those of a workspace that nobody configured: no bounds, no budget. */
    public WorkspaceConfig workspace(String name) {
        return workspaces.getOrDefault(name, WorkspaceConfig.unbounded(name));
    }
}
