package dev.pointsman.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The packed distribution, unpacked.
 *
 * @param packed the file
 * @param folder what it unpacks to
 */
public record Archive(Path packed, Path folder) {

    private static final Path TARGET = Path.of("..", "reference-host", "target");

    /** Skips the test where none was packed; on a build server there is always one, so there it fails. */
    public static Archive unpack(Path parent) throws IOException, InterruptedException {
        List<Path> packed = archives();
        boolean required = System.getenv("CI") != null;
        Assumptions.assumeTrue(required || !packed.isEmpty(), "no archive: build with -Pdist");
        assertThat(packed).as("archives in " + TARGET).hasSize(1);
        Process tar = new ProcessBuilder(
                        "tar", "xzf", packed.getFirst().toAbsolutePath().toString(), "-C", parent.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        try (Stream<Path> folders = Files.list(parent)) {
            return new Archive(packed.getFirst(), folders.toList().getFirst());
        }
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz")).toList();
        }
    }

    /** As the name of the file says it. */
    public String version() {
        return folder.getFileName().toString().replace("pointsman-", "");
    }

    /** Names of all files, from the folder on. */
    public List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Starts a command in some folder, with only these variables. */
    public Process start(Path working, Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                        Stream.concat(Stream.of(folder.resolve("bin/pointsman").toString()), Stream.of(arguments))
                                .toList())
                .directory(working.toFile());
        process.environment().clear();
        process.environment().put("POINTSMAN_JAVA", System.getProperty("java.home"));
        process.environment().put("HOME", working.toString());
        process.environment().putAll(environment);
        return process.start();
    }
}
