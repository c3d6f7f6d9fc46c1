package dev.pointsman.dropin;

import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.serve.Gateway;
import dev.pointsman.host.serve.OpenHost;
import dev.pointsman.host.serve.PluginState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway inside somebody else's process: what goes wrong with its configuration is told to agents and to the log. */
final class Serving implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /** Nobody can be called by it. */
    private static final Map<String, Object> NOBODY = Map.of("version", 1, "providers", Map.of());

    private final Gateway gateway;

    private Serving(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Opens the gateway.
     *
     * @throws IOException when a port or the data folder cannot be had
     */
    static Serving open(Settings settings) throws IOException {
        Configuration configuration = settings.configuration();
        List<SettingsProblem> problems = new ArrayList<>(configuration.problems());
        configuration.gateway().exposure().ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return withNobody(settings, configuration, problems);
        }
        configuration
                .notes()
                .forEach(note -> LOG.warn("{}", configuration.lines().print(note)));
        try {
            return open(settings, configuration, host -> Gateway.open(configuration, settings.variables(), host));
        } catch (InvalidSettingsException e) {
            return withNobody(settings, configuration, e.problems());
        }
    }

    /** Lets running requests end, then closes everything. Blocks. Idempotent. */
    @Override
    public void close() {
        gateway.close();
        LOG.info("Pointsman has stopped serving on {}", gateway.dataUrl());
    }

    private static Serving withNobody(Settings settings, Configuration broken, List<SettingsProblem> problems)
            throws IOException {
        String list = problems.stream().map(broken.lines()::print).collect(Collectors.joining("; "));
        LOG.error("The configuration of Pointsman cannot be used, so every request is answered with 503: {}", list);
        Configuration nobody = Configuration.ofPolicy(NOBODY);
        boolean exposed = broken.gateway().exposure().isPresent();
        Configuration safe = nobody.withGateway(exposed ? settings.over(nobody.gateway()) : broken.gateway());
        return open(settings, safe, host -> Gateway.openWithoutPolicy(safe, settings.variables(), host));
    }

    private static Serving open(Settings settings, Configuration configuration, Opener opener) throws IOException {
        OpenHost host = BundledHost.open(configuration, settings.variables());
        host.plugins().stream().filter(plugin -> !plugin.usable()).forEach(Serving::warn);
        Gateway gateway = opener.open(host);
        settings.file().ifPresent(file -> gateway.watch(file, configuration));
        tell(gateway, source(settings, configuration));
        return new Serving(gateway);
    }

    /** Opens a gateway and takes the host over. */
    private interface Opener {
        Gateway open(OpenHost host) throws IOException;
    }

    private static void tell(Gateway gateway, String source) {
        List<String> ids = gateway.router().provider().models(CallContext.ANONYMOUS).stream()
                .map(ModelDescriptor::id)
                .toList();
        List<String> candidates =
                ids.stream().filter(id -> id.indexOf('/') >= 0).toList();
        List<String> models = ids.stream().filter(id -> id.indexOf('/') < 0).toList();
        LOG.info(
                "Pointsman serves agents on {}/v1 and operators on {}; key: {}; models: {}; configuration: {}; candidates: {}",
                gateway.dataUrl(),
                gateway.adminUrl(),
                gateway.key().place(),
                String.join(", ", models),
                source,
                candidates.isEmpty() ? "none known" : String.join(", ", candidates));
    }

    private static String source(Settings settings, Configuration configuration) {
        if (settings.file().isPresent()) {
            return settings.file().get().toString();
        }
        Object providers = configuration.policy().get("providers");
        return providers instanceof Map<?, ?> map && map.containsKey("sandbox")
                ? "none, and no vendor's key in the environment, so the sandbox answers"
                : "from the environment";
    }

    private static void warn(PluginState plugin) {
        LOG.warn("{} is not used: {}", plugin.name(), plugin.message());
    }
}
