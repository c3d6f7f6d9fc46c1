package dev.pointsman.router.config;

import dev.pointsman.api.provider.InvalidSettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the whole policy, section by section; the sections' own readers do the rest. */
final class PolicyReader {

    private final ConfigReader root;
    private final Vocabulary vocabulary;

    PolicyReader(ConfigReader root, Vocabulary vocabulary) {
        this.root = root;
        this.vocabulary = vocabulary;
    }

    /** @throws InvalidSettingsException with every problem */
    RouterConfig read() {
        RouterConfig config = readAsGoodAsItIs();
        if (!root.problems().isEmpty()) {
            throw new InvalidSettingsException(root.problems());
        }
        return config;
    }

    /** What is wrong is left with the reader and replaced by what holds where nothing is written. */
    RouterConfig readAsGoodAsItIs() {
        int version = version();
        root.has("gateway");
        boolean ownershipOptional = root.choice("ownership", Ownership.class, Ownership.REQUIRED) == Ownership.OPTIONAL;
        Map<String, ProviderConfig> providers = new ProvidersReader(vocabulary, ownershipOptional).read(root);
        Map<String, ProfileConfig> profiles = new ProfilesReader(providers.keySet(), vocabulary).read(root);
        List<RuleConfig> rules = new RulesReader(profiles.keySet()).read(root);
        Map<String, String> aliases = aliases(providers.keySet(), profiles);
        Map<String, ModelConfig> catalog = new LinkedHashMap<>();
        List<String> catalogFiles = new ArrayList<>();
        catalog(catalog, catalogFiles);
        BudgetsReader budgets = new BudgetsReader(providers.keySet(), profiles.keySet());
        Map<String, WorkspaceConfig> workspaces =
                new WorkspacesReader(providers.keySet(), ownershipOptional, budgets).read(root);
        List<BudgetConfig> named = budgets.read(root);
        AlertsConfig alerts = AlertsConfig.read(root);
        ResilienceConfig resilience = ResilienceConfig.read(root);
        RetentionConfig retention = RetentionConfig.read(root);
        DecisionLogConfig decisionLog = DecisionLogConfig.read(root);
        ClearText.look(root);
        root.noOtherKeys();
        return new RouterConfig(
                version,
                providers,
                profiles,
                rules,
                aliases,
                catalog,
                catalogFiles,
                workspaces,
                named,
                alerts,
                resilience,
                retention,
                decisionLog);
    }

    /** Whether every provider and every credential must say who answers for it, and where it came from. */
    private enum Ownership {
        REQUIRED,
        OPTIONAL
    }

    private int version() {
        int version = root.count("version", RouterConfig.VERSION, 0);
        if (version != RouterConfig.VERSION) {
            root.problem("version", "is " + version + ", which this release cannot read", "write version: 1");
        }
        return version;
    }

    private Map<String, String> aliases(Set<String> providers, Map<String, ProfileConfig> profiles) {
        Map<String, String> aliases = root.textMap("aliases");
        Set<String> names = new LinkedHashSet<>(aliases.keySet());
        profiles.values().forEach(profile -> names.add(profile.modelName()));
        for (Map.Entry<String, String> alias : aliases.entrySet()) {
            String path = "aliases." + alias.getKey();
            String target = alias.getValue();
            int slash = target.indexOf('/');
            if (alias.getKey().equals("auto") || alias.getKey().startsWith("auto-")) {
                root.problem(path, "hides a profile's own name", "choose a name that does not start with auto");
            }
            if (slash > 0 && !aliases.containsKey(target)) {
                References.provider(root, path, target.substring(0, slash), providers);
            } else if (!names.contains(target)) {
                root.problem(path, "no model \"" + target + "\"", DidYouMean.among(names, target));
            } else if (circular(aliases, alias.getKey())) {
                root.problem(path, "leads back to itself", "let it end at auto, auto-<profile> or provider/model");
            }
        }
        return aliases;
    }

    private static boolean circular(Map<String, String> aliases, String start) {
        @Nullable String at = aliases.get(start);
        for (int steps = 0; at != null; steps++) {
            if (steps > aliases.size()) {
                return true;
            }
            at = aliases.get(at);
        }
        return false;
    }

    /** Inline as a mapping by model id, or a list of such mappings and of files' paths; what comes later counts more. */
    private void catalog(Map<String, ModelConfig> models, List<String> files) {
        root.entriesOrMapping(
                "catalog",
                "catalog",
                "write the path of a catalog file, or a mapping by model id",
                files::add,
                ids -> ids.members().forEach((id, section) -> models.put(id, ModelsReader.model(id, section))));
    }
}
