package dev.pointsman.dropin;

import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.EnvironmentProviders;
import dev.pointsman.host.config.GatewayConfig;
import dev.pointsman.host.serve.Ollama;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person can tell the drop-in, who starts a host and not us: variables, and a file in a place we look at.
 *
 * @param variables the environment, and over it the system properties whose names begin with {@code POINTSMAN_}
 * @param folders where {@code pointsman.yaml} is looked for, the first one that has it
 */
record Settings(Map<String, String> variables, List<Path> folders) {

    static final String CONFIG = "POINTSMAN_CONFIG";
    static final String PORT = "POINTSMAN_PORT";
    static final String ADMIN_PORT = "POINTSMAN_ADMIN_PORT";
    static final String DATA = "POINTSMAN_DATA";

    private static final String OURS = "POINTSMAN_";
    private static final String FILE = "pointsman.yaml";

    Settings {
        variables = Map.copyOf(variables);
        folders = List.copyOf(folders);
    }

    /** Those of this process: the file is looked for beside the jar, then in the working directory. */
    static Settings ofProcess() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(OURS)) {
                variables.put(name, System.getProperty(name));
            }
        }
        Path working = Path.of("").toAbsolutePath();
        return new Settings(
                variables, jarFolder().map(folder -> List.of(folder, working)).orElse(List.of(working)));
    }

    /** The file named by the variable, there or not, else the one found. */
    Optional<Path> file() {
        return variable(CONFIG)
                .map(Path::of)
                .or(() -> folders.stream()
                        .map(folder -> folder.resolve(FILE))
                        .filter(Files::isRegularFile)
                        .findFirst());
    }

    /** The file's configuration, else providers for the keys in the environment, else the sandbox; its problems included. */
    Configuration configuration() {
        Configuration read = file().map(Configuration::read)
                .orElseGet(() -> Configuration.ofPolicy(EnvironmentProviders.policy(variables, Ollama::answers)));
        return read.withGateway(over(read.gateway()));
    }

    /** A variable that is set and not blank. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The section with what variables say over it. */
    GatewayConfig over(GatewayConfig gateway) {
        GatewayConfig changed = gateway;
        OptionalInt port = port(PORT);
        OptionalInt adminPort = port(ADMIN_PORT);
        if (port.isPresent()) {
            changed = changed.withListen(changed.listen().withPort(port.getAsInt()));
        }
        if (adminPort.isPresent()) {
            changed = changed.withAdmin(changed.admin().withPort(adminPort.getAsInt()));
        } else if (port.isPresent() && port.getAsInt() == 0) {
            changed = changed.withAdmin(changed.admin().withPort(0));
        }
        Optional<String> data = variable(DATA);
        return data.isPresent() ? changed.withData(Path.of(data.get())) : changed;
    }

    private OptionalInt port(String name) {
        Optional<String> value = variable(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().matches("[0-9]{1,5}") || Integer.parseInt(value.get()) > 65_535) {
            throw new IllegalStateException(
                    name + " is \"" + value.get() + "\"; set it to a port, or to 0 for any that is free");
        }
        return OptionalInt.of(Integer.parseInt(value.get()));
    }

    private static Optional<Path> jarFolder() {
        CodeSource source = Settings.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Path.of(source.getLocation().toURI()).getParent());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            // Loaded from somewhere that is no file: then nothing lies beside it.
            return Optional.empty();
        }
    }

    /** Without the environment, which holds keys. */
    @Override
    public String toString() {
        return "Settings[" + folders + "]";
    }
}
