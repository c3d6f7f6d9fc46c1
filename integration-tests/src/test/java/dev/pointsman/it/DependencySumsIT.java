package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every library that the gateway brings is the one that was recorded. */
class DependencySumsIT {

    private static final Path ROOT = Path.of("..");
    private static final Path LIBRARIES = ROOT.resolve("reference-host/target/dist/lib");

    /** One that is new, or another, is looked at by a person first. */
    @Test
    void everyLibraryIsTheOneThatWasRecorded() throws IOException {
        List<String> shipped = new ArrayList<>();
        try (Stream<Path> jars = Files.list(LIBRARIES).sorted()) {
            for (Path jar : jars.toList()) {
                if (!jar.getFileName().toString().startsWith("pointsman-")) {
                    shipped.add(sum(jar) + "  " + jar.getFileName());
                }
            }
        }

        assertThat(shipped)
                .as(
                        "after a look at what changed, write these to reference-host/libraries.sha256:\n%s",
                        String.join("\n", shipped))
                .hasSizeGreaterThan(20)
                .isEqualTo(Files.readAllLines(ROOT.resolve("reference-host/libraries.sha256")));
    }

    @Test
    void aFileThatIsNotWhatItsRepositorySaysEndsTheBuild() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".mvn/maven.config"))).contains("--strict-checksums");
    }

    @Test
    void theWrapperChecksItsMaven() throws IOException {
        Properties wrapper = new Properties();
        try (var in = Files.newInputStream(ROOT.resolve(".mvn/wrapper/maven-wrapper.properties"))) {
            wrapper.load(in);
        }

        assertThat(wrapper.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
    }

    private static String sum(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
