package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plugin jars as a gateway finds them: whole, small, and without anything that their host lends them. */
class PackagingIT {

    private static final String INDEX = "META-INF/extensions.idx";
    private static final long MEGABYTE = 1024 * 1024;

    static List<Path> plugins() {
        return Distribution.plugins();
    }

    static List<Path> providers() {
        return plugins().stream()
                .filter(jar -> jar.getFileName().toString().contains("provider"))
                .toList();
    }

    @Test
    void theDistributionBringsTheRouterAndProviders() {
        assertThat(plugins())
                .extracting(jar -> jar.getFileName().toString().replaceFirst("-[0-9.]+\\.jar$", ""))
                .contains(
                        "pointsman-router-plugin",
                        "pointsman-provider-openai-compatible",
                        "pointsman-provider-anthropic",
                        "pointsman-provider-sandbox");
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void aPluginTellsWhatItIsAndWhatItNeeds(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Plugin-Id")).startsWith("pointsman-");
            assertThat(manifest.getValue("Plugin-Version")).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
            assertThat(manifest.getValue("Plugin-Requires")).contains(">=");
            assertThat(manifest.getValue("Plugin-License")).isEqualTo("Apache-2.0");
            assertThat(manifest.getValue("Plugin-Description")).isNotBlank();
            assertThat(manifest.getValue("Class-Path")).isNull();
            assertThat(manifest.getValue("Plugin-Dependencies")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void aPluginHasOneIndexOfExtensionsAndAllThatItNames(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(names(file)).filteredOn(INDEX::equals).hasSize(1);
            String index = new String(file.getInputStream(file.getEntry(INDEX)).readAllBytes(), StandardCharsets.UTF_8);
            List<String> extensions = index.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();

            assertThat(extensions)
                    .isNotEmpty()
                    .allSatisfy(extension -> assertThat(file.getEntry(extension.replace('.', '/') + ".class"))
                            .as(extension)
                            .isNotNull());
        }
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void everyClassOfAPluginBearsTheProjectsName(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            // Whatever kept its own name, a library or a class of the host, would be the host's or a second one.
            assertThat(names(file))
                    .filteredOn(name -> name.endsWith(".class"))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("dev/pointsman/"))
                    .noneMatch(name -> name.startsWith("dev/pointsman/api/"))
                    .noneMatch(name -> name.contains("/org/slf4j/"))
                    .noneMatch(name -> name.contains("/org/pf4j/"))
                    .noneMatch(name -> name.contains("/io/micrometer/"));
        }
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void noEntryOfAPluginIsThereTwiceOrLeadsOutOfIt(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(names(file))
                    .doesNotHaveDuplicates()
                    .noneMatch(name -> name.contains("..") || name.startsWith("/"));
            assertThat(names(file)).noneMatch(name -> name.endsWith(".SF") || name.endsWith(".jar"));
        }
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void aServiceOfAPluginIsOneOfItsOwnClasses(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(names(file))
                    .filteredOn(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
                    .allMatch(name -> name.startsWith("META-INF/services/dev.pointsman."));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aProviderIsSmall(Path jar) throws IOException {
        assertThat(Files.size(jar)).isLessThanOrEqualTo(3 * MEGABYTE / 2);
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void theRouterIsNotLargeEither(Path jar) throws IOException {
        // Of these the tokenizer's vocabulary takes 1.7.
        assertThat(Files.size(jar)).isLessThanOrEqualTo(6 * MEGABYTE);
    }

    private static List<String> names(JarFile file) {
        List<String> names = new ArrayList<>();
        file.stream().map(JarEntry::getName).forEach(names::add);
        return names;
    }
}
