package dev.pointsman.policy.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.policy.CandidateFilter;
import dev.pointsman.api.policy.CandidateScorer;
import dev.pointsman.hostkit.plugins.PluginHost;
import dev.pointsman.hostkit.plugins.PluginReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Opens and loads the jar that is dropped into a host. */
class PackedJarIT {

    private static final Path JAR = Path.of(System.getProperty("packed.jar"));

    @Test
    void aHostFindsAllFour() {
        try (PluginHost host = PluginHost.builder(JAR.getParent()).build()) {
            PluginReport report = host.load(JAR);

            assertThat(report.isRunning()).as(report.toString()).isTrue();
            assertThat(report.reason()).isEmpty();
            assertThat(host.extensions(CandidateScorer.class))
                    .extracting(CandidateScorer::name)
                    .containsExactlyInAnyOrder("cheapest-capable", "fastest-first", "stay-on-model");
            assertThat(host.extensions(CandidateFilter.class))
                    .extracting(CandidateFilter::name)
                    .containsExactly("data-residency");
        }
    }

    @Test
    void namesItsExtensionsAndItself() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            ZipEntry index = jar.getEntry("META-INF/extensions.idx");

            assertThat(new String(jar.getInputStream(index).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#")))
                    .containsExactlyInAnyOrder(
                            CheapestCapable.class.getName(),
                            FastestFirst.class.getName(),
                            StayOnModel.class.getName(),
                            DataResidency.class.getName());
            assertThat(jar.getManifest().getMainAttributes().getValue("Plugin-Id"))
                    .isEqualTo("pointsman-custom-policies");
            assertThat(jar.getManifest().getMainAttributes().getValue("Plugin-Requires"))
                    .isNotBlank();
        }
    }

    @Test
    void bringsNoClassThatTheHostLends() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> classes = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();

            assertThat(classes).isNotEmpty().allMatch(name -> name.startsWith("dev/pointsman/policy/custom/"));
        }
    }
}
