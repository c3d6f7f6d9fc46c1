package dev.pointsman.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** What is in the jar, and under which names. */
class PackedJarIT {

    /** PF4J asks the host first for everything of its own; this one is for {@code java -jar}. */
    private static final String LENT = "org/pf4j/ExtensionPoint.class";

    @Test
    void hasNoClassUnderANameThatIsNotItsOwn() throws IOException {
        List<String> foreign = names().stream()
                .filter(name -> name.endsWith(".class"))
                .filter(name -> !name.matches("(META-INF/versions/\\d+/)?dev/pointsman/.*"))
                // Its native library knows its classes by these names.
                .filter(name -> !name.startsWith("org/sqlite/"))
                .toList();

        assertThat(foreign).containsExactly(LENT);
    }

    @Test
    void carriesNoDescriptorOfAModuleAnImageOrAnIndex() throws IOException {
        assertThat(names())
                .noneMatch(name -> name.endsWith("module-info.class"))
                .noneMatch(name -> name.startsWith("META-INF/native-image"))
                .noneMatch(name -> name.endsWith("INDEX.LIST"))
                .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"));
    }

    @Test
    void offersNoExtension() throws IOException {
        assertThat(names()).doesNotContain("META-INF/extensions.idx");
    }

    @Test
    void namesServicesAndTheirProvidersAsTheyAreCalledHere() throws IOException {
        try (JarFile jar = open()) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();
            List<String> services = names.stream()
                    .filter(name -> name.matches("META-INF/services/.+"))
                    .toList();

            assertThat(services).isNotEmpty().allMatch(name -> name.startsWith("META-INF/services/dev.pointsman."));
            for (String service : services) {
                text(jar, service)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(line -> assertThat(names).contains(line.replace('.', '/') + ".class"));
            }
        }
    }

    @Test
    void isAPluginOfEveryHostAndAProgram() throws IOException {
        try (JarFile jar = open()) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Plugin-Id")).isEqualTo("pointsman-dropin");
            assertThat(manifest.getValue("Plugin-Class")).isEqualTo(DropInPlugin.class.getName());
            assertThat(manifest.getValue("Main-Class")).isEqualTo(DropIn.class.getName());
            assertThat(manifest.getValue("Multi-Release")).isEqualTo("true");
            assertThat(manifest.getValue("Plugin-Requires"))
                    .as("a host compares it with its own version")
                    .isNull();
        }
    }

    @Test
    void bringsWhateverItsOwnClassesName() {
        StringWriter report = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int exitCode = jdeps.run(
                new PrintWriter(report),
                new PrintWriter(report),
                "--multi-release",
                "21",
                "--missing-deps",
                Hosts.JAR.toString());

        assertThat(exitCode).as(report.toString()).isZero();
        assertThat(report.toString().lines().map(String::strip))
                .filteredOn(line -> line.matches("dev\\.pointsman\\.(?!shaded\\.).* -> .*"))
                .extracting(line -> line.replaceFirst(".* -> ", "").split("\\s+")[0])
                .as("a host's, and annotations, which may be missing")
                .containsOnly("org.pf4j.Plugin", "org.pf4j.Extension", "org.jspecify.annotations.NullMarked");
    }

    private static List<String> names() throws IOException {
        try (JarFile jar = open()) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();
            assertThat(names).hasSizeGreaterThan(1_000).doesNotHaveDuplicates();
            return names;
        }
    }

    private static JarFile open() throws IOException {
        return new JarFile(Hosts.JAR.toFile());
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
