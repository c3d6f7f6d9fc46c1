package dev.pointsman.host.doctor.production;

import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.host.serve.PluginState;
import dev.pointsman.hostkit.store.StoreStanding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the checks look at.
 *
 * @param file the configuration's; empty when it comes from the environment
 * @param environment where keys may lie
 * @param problems of the configuration and the policy
 * @param demands how the router judges the policy, by the demand's id; empty when no router could be made of it
 * @param asked the names of models that the recorded requests asked for; empty when none is recorded or the store cannot be read
 * @param unit the systemd unit that starts it; empty when there is none
 */
public record Installation(
        Configuration configuration,
        Optional<Path> file,
        Map<String, String> environment,
        List<PluginState> plugins,
        List<SettingsProblem> problems,
        Map<String, Outcome> demands,
        Set<String> asked,
        Secrets secrets,
        StoreStanding store,
        Optional<Path> unit) {

    public Installation {
        environment = Map.copyOf(environment);
        plugins = List.copyOf(plugins);
        problems = List.copyOf(problems);
        demands = Map.copyOf(demands);
        asked = Set.copyOf(asked);
    }

    GatewayConfig gateway() {
        return configuration.gateway();
    }

    Path data() {
        return configuration.gateway().data().toAbsolutePath().normalize();
    }

    /** Without what secrets may stand in. */
    @Override
    public String toString() {
        return "Installation[" + data() + "]";
    }
}
