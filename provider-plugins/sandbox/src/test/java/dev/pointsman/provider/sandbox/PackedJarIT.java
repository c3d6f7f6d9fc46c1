package dev.pointsman.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Opens the jar that is dropped into a host. */
class PackedJarIT {

    private static final Path JAR = Path.of(System.getProperty("packed.jar"));

    @Test
    void namesItsExtensionAndItself() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            ZipEntry index = jar.getEntry("META-INF/extensions.idx");
            assertThat(new String(jar.getInputStream(index).readAllBytes(), StandardCharsets.UTF_8))
                    .contains(SandboxFactory.class.getName());
            assertThat(jar.getManifest().getMainAttributes().getValue("Plugin-Id"))
                    .isEqualTo("pointsman-provider-sandbox");
        }
    }

    @Test
    void bringsNoClassThatTheHostLends() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> classes = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();

            assertThat(classes)
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("dev/pointsman/provider/sandbox/")
                            || name.startsWith("dev/pointsman/provider/support/")
                            || name.startsWith("dev/pointsman/shaded/com/fasterxml/jackson/core/"));
            assertThat(Files.size(JAR)).isLessThan(1_500_000);
        }
    }
}
