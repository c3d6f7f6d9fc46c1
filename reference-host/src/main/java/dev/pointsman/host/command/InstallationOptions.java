package dev.pointsman.host.command;

import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.EnvironmentProviders;
import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.host.config.Lines;
import dev.pointsman.host.config.TlsFiles;
import dev.pointsman.host.control.LocalRouter;
import dev.pointsman.host.control.Router;
import dev.pointsman.host.control.RunningRouter;
import dev.pointsman.host.serve.LocalKey;
import dev.pointsman.host.serve.MadeRouter;
import dev.pointsman.host.serve.MissingRouterException;
import dev.pointsman.host.serve.OpenHost;
import dev.pointsman.host.serve.StoreReadingHost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which installation a command is about. */
final class InstallationOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration; else providers come from the environment.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder for keys and state (default: ~/.pointsman).")
    private @Nullable Path data;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Folder of plugin jars (default: those that came along).")
    private @Nullable Path plugins;

    @Option(names = "--admin-port", paramLabel = "PORT", description = "The operators' port (default: 8485).")
    private @Nullable Integer adminPort;

    /** The file the configuration comes from; empty when it comes from the environment. */
    Optional<Path> file() {
        return Optional.ofNullable(config);
    }

    /** The configuration these options lead to, its problems included. */
    Configuration configuration(Surroundings surroundings) {
        Configuration read = config == null
                ? Configuration.ofPolicy(
                        EnvironmentProviders.policy(surroundings.environment(), surroundings.ollamaAnswers()))
                : Configuration.read(config);
        GatewayConfig gateway = read.gateway();
        if (data != null) {
            gateway = gateway.withData(data);
        }
        if (plugins != null) {
            gateway = gateway.withPlugins(plugins);
        }
        if (adminPort != null) {
            gateway = gateway.withAdmin(gateway.admin().withPort(port("--admin-port", adminPort)));
        }
        return read.withGateway(gateway);
    }

    /** A port that there is; ends the command with exit code 2 otherwise. */
    static int port(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw CommandException.badInput(
                    option + " takes a port from 1 to 65535, or 0 for any free one, and " + port + " is none");
        }
        return port;
    }

    /** As {@link #configuration}, for commands that can do nothing with a broken one. */
    Configuration soundConfiguration(Surroundings surroundings) {
        Configuration configuration = configuration(surroundings);
        refuse(configuration.lines(), configuration.problems());
        return configuration;
    }

    /** The running gateway's router when its admin port answers, else one made here. */
    Router router(Surroundings surroundings) {
        Configuration configuration = configuration(surroundings);
        Optional<Router> running = running(configuration, surroundings);
        if (running.isPresent()) {
            return running.get();
        }
        refuse(configuration.lines(), configuration.problems());
        return local(configuration, surroundings.hosts().apply(configuration));
    }

    /** As {@link #router}, but one made here looks into the store, which it does not write to. */
    Router routerOverStore(Surroundings surroundings) {
        Configuration configuration = configuration(surroundings);
        Optional<Router> running = running(configuration, surroundings);
        if (running.isPresent()) {
            return running.get();
        }
        refuse(configuration.lines(), configuration.problems());
        try {
            return local(
                    configuration,
                    StoreReadingHost.open(
                            configuration.gateway(),
                            surroundings.hosts().apply(configuration),
                            surroundings.environment()));
        } catch (IOException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    private static Router local(Configuration configuration, OpenHost host) {
        try {
            MadeRouter made = MadeRouter.make(configuration.policy(), host.context());
            return new LocalRouter(made.control(), () -> {
                made.close();
                host.close();
            });
        } catch (InvalidSettingsException e) {
            host.close();
            throw unusable(configuration.lines(), e.problems());
        } catch (MissingRouterException e) {
            host.close();
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    /** The router of the gateway that runs with this configuration, if one answers. */
    static Optional<Router> running(Configuration configuration, Surroundings surroundings) {
        URI admin = configuration.gateway().adminUrl();
        if (admin.getPort() == 0) {
            return Optional.empty();
        }
        TlsFiles tls = configuration.gateway().tls();
        return RunningRouter.find(admin, adminKey(configuration, surroundings), tls == null ? null : tls.certificate());
    }

    /** Ends the command with exit code 2 when there is a problem. */
    static void refuse(Lines lines, List<SettingsProblem> problems) {
        if (!problems.isEmpty()) {
            throw unusable(lines, problems);
        }
    }

    static CommandException unusable(Lines lines, List<SettingsProblem> problems) {
        return CommandException.badInput(problems.stream()
                .map(problem -> System.lineSeparator() + "  " + lines.print(problem))
                .collect(Collectors.joining("", "the configuration cannot be used:", "")));
    }

    private static @Nullable Secret adminKey(Configuration configuration, Surroundings surroundings) {
        try {
            return LocalKey.existingAdmin(
                            surroundings.environment(), configuration.gateway().data())
                    .orElse(null);
        } catch (IOException e) {
            throw CommandException.failed("the admin key cannot be read: " + e.getMessage());
        }
    }
}
