package dev.pointsman.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder that the build of the reference host leaves: {@code bin}, {@code lib}, {@code plugins}. */
public final class Distribution {

    private static final Path HOME = Path.of(System.getProperty("pointsman.dist", "../reference-host/target/dist"))
            .toAbsolutePath()
            .normalize();

    private Distribution() {}

    public static Path script() {
        return HOME.resolve("bin/pointsman");
    }

    /** The jars of plugins. */
    public static List<Path> plugins() {
        try (Stream<Path> files = Files.list(HOME.resolve("plugins"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no distribution in " + HOME + ": build reference-host first", e);
        }
    }

    /** A command of the start script, with an environment that holds these variables and no others. */
    static ProcessBuilder command(Map<String, String> environment, List<String> arguments) {
        ProcessBuilder process = new ProcessBuilder();
        process.command().add(script().toString());
        process.command().addAll(arguments);
        process.environment().clear();
        process.environment().put("POINTSMAN_JAVA", System.getProperty("java.home"));
        process.environment().putAll(environment);
        return process;
    }
}
