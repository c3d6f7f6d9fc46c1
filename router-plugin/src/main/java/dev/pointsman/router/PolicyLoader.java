package dev.pointsman.router;

import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.ProviderConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.selection.PolicyPlugins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** From a policy's tree to a snapshot that could serve; all of its problems at once, those that only a plugin can see included. */
final class PolicyLoader {

    private final Services services;
    private final List<SettingsProblem> problems = new ArrayList<>();
    private final Map<ProviderConfig, ModelProvider> providers = new LinkedHashMap<>();

    private PolicyLoader(Services services) {
        this.services = services;
    }

    /**
     * Reads the tree and makes its providers. Changes nothing else.
     *
     * @param prepare what happens to the providers before their models are looked at: the only I/O there is
     * @throws InvalidSettingsException with every problem; no provider is left open then
     */
    static PolicySnapshot load(PolicyTree tree, Services services, Consumer<MadeProviders> prepare) {
        return new PolicyLoader(services).load(tree, prepare);
    }

    private PolicySnapshot load(PolicyTree tree, Consumer<MadeProviders> prepare) {
        ProviderDirectory directory = services.host().providers();
        PolicyPlugins plugins = PolicyPlugins.from(directory);
        RouterConfig config =
                RouterConfig.readAsGoodAsItIs(tree.values(), plugins.vocabulary(directory.types()), problems);
        // With mistakes in it nothing may be made of it, only be said about it.
        if (problems.isEmpty()) {
            config.providers().values().forEach(this::make);
            unreadFiles(config);
        }
        MadeProviders made = new MadeProviders(providers, services.credentials());
        if (!problems.isEmpty()) {
            List<SettingsProblem> warnings = new PolicySnapshot(services, tree, config, plugins, made).warnings();
            made.leave();
            throw new InvalidSettingsException(problems, warnings);
        }
        prepare.accept(made);
        return new PolicySnapshot(services, tree, config, plugins, made);
    }

    /** Files are the host's: what it read stands in the tree as mappings. */
    private void unreadFiles(RouterConfig config) {
        for (String file : config.catalogFiles()) {
            problems.add(new SettingsProblem(
                    "catalog", "the file " + file + " was not read", "write its models here instead of its name"));
        }
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
            providers.put(provider, factory.get().create(provider.settings(), services.host()));
        } catch (InvalidSettingsException e) {
            e.problems().forEach(problem -> problems.add(problem.under("providers." + provider.name())));
        }
    }
}
