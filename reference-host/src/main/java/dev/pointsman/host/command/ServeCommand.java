package dev.pointsman.host.command;

import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.host.config.ListenAddress;
import dev.pointsman.host.serve.Gateway;
import dev.pointsman.host.serve.Greeting;
import dev.pointsman.host.serve.MissingRouterException;
import dev.pointsman.host.serve.OpenHost;
import dev.pointsman.host.serve.PluginState;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: the gateway, until the process is told to end. */
@Command(
        name = "serve",
        description = "Starts the gateway; SIGTERM lets running requests end first.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Surroundings surroundings;

    @Mixin
    private InstallationOptions installation;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where agents are served (default: 127.0.0.1).")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The agents' port, 0 for any free one (default: 8484).")
    private @Nullable Integer port;

    @Option(names = "--behind-proxy", description = "A proxy in front terminates TLS: serve plain HTTP publicly.")
    private boolean behindProxy;

    @Spec
    private CommandSpec spec;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = installation.soundConfiguration(surroundings);
        configuration = configuration.withGateway(withOptions(configuration.gateway()));
        InstallationOptions.refuse(
                configuration.lines(),
                configuration.gateway().exposure().map(List::of).orElse(List.of()));
        for (SettingsProblem note : configuration.notes()) {
            LOG.atWarn().addKeyValue("path", note.path()).log(note.message());
        }
        serve(configuration);
        return 0;
    }

    private void serve(Configuration configuration) throws InterruptedException {
        OpenHost plugins = surroundings.hosts().apply(configuration);
        plugins.plugins().stream().filter(plugin -> !plugin.usable()).forEach(ServeCommand::warn);
        CountDownLatch ended = new CountDownLatch(1);
        try (Gateway gateway = Gateway.open(configuration, surroundings.environment(), plugins)) {
            Thread ender = new Thread(
                    () -> {
                        LOG.info("ending: running requests may finish");
                        gateway.close();
                        ended.countDown();
                    },
                    "pointsman-end");
            Runtime.getRuntime().addShutdownHook(ender);
            installation.file().ifPresent(file -> gateway.watch(file, configuration));
            Greeting.print(spec.commandLine().getOut(), gateway);
            LOG.atInfo()
                    .addKeyValue("data", gateway.dataUrl())
                    .addKeyValue("admin", gateway.adminUrl())
                    .log("serving");
            ended.await();
        } catch (InvalidSettingsException e) {
            throw InstallationOptions.unusable(configuration.lines(), e.problems());
        } catch (MissingRouterException | IOException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    private GatewayConfig withOptions(GatewayConfig gateway) {
        ListenAddress listen = gateway.listen();
        if (host != null) {
            if (host.isBlank()) {
                throw CommandException.badInput("--host takes an address or a name, for example 127.0.0.1");
            }
            listen = listen.withHost(host);
        }
        if (port != null) {
            listen = listen.withPort(InstallationOptions.port("--port", port));
        }
        return gateway.withListen(listen).withBehindProxy(behindProxy || gateway.behindProxy());
    }

    private static void warn(PluginState plugin) {
        LOG.atWarn()
                .addKeyValue("plugin", plugin.name())
                .addKeyValue("reason", plugin.message())
                .log("a plugin is not used");
    }
}
