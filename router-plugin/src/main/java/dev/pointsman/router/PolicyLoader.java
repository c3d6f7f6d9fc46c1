package dev.pointsman.router;

import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.attempt.RetryBudget;
import dev.pointsman.router.config.ProviderConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.selection.PolicyPlugins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a policy's tree to a snapshot that serves; all of its problems at once, those that only a plugin can see included. */
final class PolicyLoader {

    private final Services services;
    private final List<SettingsProblem> problems = new ArrayList<>();
    private final Map<String, ModelProvider> providers = new LinkedHashMap<>();

    private PolicyLoader(Services services) {
        this.services = services;
    }

    /**
     * Reads the tree, makes its providers and asks those that can tell for their models, for a few seconds at most.
     *
     * @throws InvalidSettingsException with every problem
     */
    static PolicySnapshot load(Map<String, Object> tree, Services services) {
        return new PolicyLoader(services).load(tree);
    }

    private PolicySnapshot load(Map<String, Object> tree) {
        ProviderDirectory directory = services.host().providers();
        PolicyPlugins plugins = PolicyPlugins.from(directory);
        RouterConfig config = RouterConfig.read(tree, plugins.vocabulary(directory.types()));
        config.providers().values().forEach(this::make);
        if (!problems.isEmpty()) {
            providers.values().forEach(ModelProvider::close);
            throw new InvalidSettingsException(problems);
        }
        services.retries().use(RetryBudget.Settings.of(config.resilience()));
        return new PolicySnapshot(services, config, plugins, providers, PolicyVersion.of(tree));
    }

    private void make(ProviderConfig provider) {
        Optional<ModelProviderFactory> factory = services.host().providers().factory(provider.type());
        if (factory.isEmpty()) {
            problems.add(new SettingsProblem(
                    "providers." + provider.name() + ".type",
                    "no plugin offers the type \"" + provider.type() + "\"",
                    "put its plugin jar into the plugins folder"));
            return;
        }
        try {
            providers.put(provider.name(), factory.get().create(provider.settings(), services.host()));
        } catch (InvalidSettingsException e) {
            e.problems().forEach(problem -> problems.add(problem.under("providers." + provider.name())));
        }
    }
}
