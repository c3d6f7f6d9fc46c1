package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.provider.ModelProviderFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What a plugin's packed jar promises: it is small, it is found, and it brings nothing that its host lends. */
public abstract class PluginJarContract {

    private static final long LARGEST = 1_500_000;

    private final Class<? extends ModelProviderFactory> factory;

    protected PluginJarContract(Class<? extends ModelProviderFactory> factory) {
        this.factory = factory;
    }

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(jar())).isLessThanOrEqualTo(LARGEST);
    }

    @Test
    void namesItsExtension() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            String index = new String(
                    jar.getInputStream(jar.getEntry("META-INF/extensions.idx")).readAllBytes(), StandardCharsets.UTF_8);

            assertThat(index.lines().filter(line -> !line.startsWith("#"))).containsExactly(factory.getName());
        }
    }

    @Test
    void saysWhoItIsAndWhatItNeeds() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            for (String name : List.of("Plugin-Id", "Plugin-Version", "Plugin-Requires", "Plugin-Description")) {
                assertThat(manifest.getValue(name)).as(name).isNotBlank();
            }
        }
    }

    @Test
    void bringsNothingThatTheHostLendsAndNoLibraryUnderItsOwnName() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            List<String> classes = jar.stream()
                    .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
                    .filter(name -> name.endsWith(".class"))
                    .toList();

            String own = factory.getPackageName().replace('.', '/') + "/";
            assertThat(classes)
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("dev/pointsman/") || name.startsWith(own));
            assertThat(classes).noneMatch(name -> name.startsWith("dev/pointsman/api/"));
        }
    }

    /** The jar the factory was loaded from, or the one that lies beside the classes it was loaded from. */
    protected final Path jar() throws IOException {
        Path loaded = Path.of(URI.create(
                factory.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isRegularFile(loaded)) {
            return loaded;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(loaded.resolveSibling("."), "*.jar")) {
            for (Path jar : jars) {
                // What was there before the libraries were packed in.
                if (!jar.getFileName().toString().startsWith("original-")) {
                    return jar;
                }
            }
        }
        throw new AssertionError("there is no jar beside the classes; run mvn verify");
    }
}
