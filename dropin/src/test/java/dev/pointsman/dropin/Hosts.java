package dev.pointsman.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The packed jar, and what applications that take it in have on their class path. */
final class Hosts {

    static final Path JAR = Path.of(System.getProperty("packed.jar"));
    private static final String SOURCE = System.getProperty("host.source");
    private static final Path LIBRARIES = Path.of(System.getProperty("hosts"));

    private Hosts() {}

    /** The jars of the named folders, and PF4J's. */
    static String classPath(Path classes, String... folders) {
        List<String> paths = new ArrayList<>(List.of(classes.toString()));
        Stream.concat(Stream.of("pf4j"), Stream.of(folders)).forEach(folder -> paths.addAll(jars(folder)));
        return String.join(File.pathSeparator, paths);
    }

    /** Compiles the application without anything of ours on its class path. */
    static Path compile(Path folder) {
        Path classes = folder.resolve("classes");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        classPath(classes, "slf4j-2"),
                        SOURCE);
        assertThat(result).as("javac's exit code").isZero();
        return classes;
    }

    /** A plugins folder with the jar alone. */
    static Path plugins(Path folder) throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Files.copy(JAR, plugins.resolve(JAR.getFileName()));
        return plugins;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> jars(String folder) {
        try (Stream<Path> files = Files.list(LIBRARIES.resolve(folder))) {
            List<String> jars = files.map(Path::toString).collect(Collectors.toList());
            assertThat(jars).as("jars in " + folder).isNotEmpty();
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
