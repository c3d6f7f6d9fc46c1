package dev.pointsman.hostkit.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.provider.ModelProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a jar can be bad: it is told, and the good ones on both sides of it run. */
@Timeout(60)
class PluginRefusalTest {

    @TempDir
    private Path folder;

    @Test
    void aTextFile() throws IOException {
        assertRefused("not a jar at all".getBytes(), "it is not a jar", "copy the file anew");
    }

    @Test
    void aJarThatWasCutOff() throws IOException {
        byte[] whole = PluginJar.offering("bad", "bad").bytes();

        assertRefused(Arrays.copyOf(whole, whole.length / 2), "it is not a jar", "copy the file anew");
    }

    @Test
    void anEmptyFile() throws IOException {
        assertRefused(new byte[0], "it is not a jar", "copy the file anew");
    }

    @Test
    void aLibrary() throws IOException {
        byte[] library = PluginJar.of("bad")
                .without("Plugin-Id")
                .without("Plugin-Version")
                .without("Plugin-Requires")
                .bytes();

        assertRefused(library, "does not describe a plugin", "Plugin-Id");
    }

    @Test
    void aPluginForAnotherApi() throws IOException {
        byte[] jar = PluginJar.offering("bad", "bad")
                .manifest("Plugin-Requires", ">=0.2.0")
                .bytes();

        assertRefused(jar, "it needs the plugin API \">=0.2.0\" and this host has 0.1.0", "built for this host");
    }

    @Test
    void aPluginWithARangeThatIsNone() throws IOException {
        byte[] jar = PluginJar.offering("bad", "bad")
                .manifest("Plugin-Requires", "about one")
                .bytes();

        assertRefused(jar, "\"about one\" is not a version range", ">=0.1.0 & <0.2.0");
    }

    @Test
    void aPluginThatDependsOnAnother() throws IOException {
        byte[] jar = PluginJar.offering("bad", "bad")
                .manifest("Plugin-Dependencies", "good-a")
                .bytes();

        assertRefused(jar, "it does not start", "may not depend on another");
    }

    @Test
    void aPluginWhoseClassIsMissing() throws IOException {
        byte[] jar = PluginJar.offering("bad", "bad")
                .manifest("Plugin-Class", "acme.Nowhere")
                .bytes();

        assertRefused(jar, "its Plugin-Class acme.Nowhere is not in the jar", "correct the manifest");
    }

    @Test
    void aPluginThatFailsToStart() throws IOException {
        byte[] jar = PluginJar.offering("bad", "bad")
                .manifest("Plugin-Class", "acme.Start")
                .source("acme.Start", """
                        package acme;

                        public class Start extends org.pf4j.Plugin {
                            public void start() {
                                throw new IllegalStateException("no licence");
                            }
                        }
                        """)
                .bytes();

        assertRefused(jar, "it does not start: IllegalStateException: no licence", "");
    }

    @Test
    void aPluginWithoutExtension() throws IOException {
        assertRefused(PluginJar.of("bad").bytes(), "it offers no extension", "@Extension");
    }

    @Test
    void aPluginWhoseIndexIsOutOfDate() throws IOException {
        byte[] jar = PluginJar.of("bad").index("acme.Gone").bytes();

        assertRefused(jar, "the extension acme.Gone, which is not in the jar", "build it anew");
    }

    @Test
    void aPluginThatLeftALibraryOut() throws IOException {
        byte[] jar = PluginJar.of("bad")
                .factory("acme.Factory", "bad", "private final Library library = new Library();")
                .source("acme.Library", "package acme; public class Library {}")
                .leaveOut("acme.Library")
                .bytes();

        assertRefused(jar, "acme.Factory does not load: NoClassDefFoundError: acme/Library", "bring every library");
    }

    @Test
    void aPluginThatBringsThePluginApi() throws IOException {
        byte[] jar = PluginJar.offering("bad", "bad")
                .bundle(ModelProviderFactory.class)
                .bytes();

        assertRefused(jar, "a copy of the plugin API inside the jar", "scope provided");
    }

    @Test
    void aPluginWhoseExtensionIsNone() throws IOException {
        byte[] jar = PluginJar.of("bad")
                .index("acme.Plain")
                .source("acme.Plain", "package acme; public class Plain {}")
                .bytes();

        assertRefused(jar, "acme.Plain implements no extension point", "ModelProviderFactory");
    }

    @Test
    void aPluginWhoseFactoryCannotBeMade() throws IOException {
        byte[] jar = PluginJar.of("bad")
                .factory("acme.Factory", "bad", "public Factory() { throw new IllegalStateException(\"no\\nluck\"); }")
                .bytes();

        assertRefused(jar, "the constructor of its extension acme.Factory failed: IllegalStateException: no luck", "");
    }

    @Test
    void aPluginWhoseTypeIsNoWord() throws IOException {
        byte[] jar = PluginJar.offering("bad", "Bad Type").bytes();

        assertRefused(jar, "lower case letters", "acme-cloud");
    }

    @Test
    void aSecondPluginOfOneId() throws IOException {
        byte[] jar = PluginJar.offering("good-a", "bad").bytes();

        assertRefused(jar, "a plugin with the id good-a already runs", "take one of the two");
    }

    @Test
    void aSecondPluginForOneType() throws IOException {
        byte[] jar = PluginJar.offering("bad", "a").bytes();

        assertRefused(jar, "another plugin already makes providers of the type a", "take one of the two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.class", "a/../../evil.class", "/etc/evil", "..\\evil", "C:/evil.dll"})
    void aJarWhoseEntriesLeadOut(String name) throws IOException {
        byte[] jar = PluginJar.offering("bad", "bad").entry(name, new byte[1]).bytes();

        assertRefused(jar, "leads out of its folder", "no build makes such a jar");
    }

    @Test
    void aJarWhoseDescriptionIsABomb() throws IOException {
        byte[] jar = PluginJar.of("bad")
                .entry("META-INF/extensions.idx", new byte[8 << 20])
                .bytes();

        assertThat(jar.length).as("it is small as long as nobody unpacks it").isLessThan(100_000);
        assertRefused(jar, "its META-INF/extensions.idx is larger than 1 MB", "no build makes such a jar");
    }

    @Test
    void aJarOfTooManyEntries() throws IOException {
        PluginJar jar = PluginJar.offering("bad", "bad");
        for (int i = 0; i <= 50_000; i++) {
            jar.entry("e" + i, new byte[0]);
        }

        assertRefused(jar.bytes(), "it has more than 50000 entries", "no build makes such a jar");
    }

    @Test
    void aFolderWithTheNameOfAJar() throws IOException {
        Files.createDirectory(folder.resolve("bad.jar"));

        assertRefused("it is not a plain file", "one jar");
    }

    private void assertRefused(byte[] bad, String reason, String wayOut) throws IOException {
        Files.write(folder.resolve("bad.jar"), bad);
        assertRefused(reason, wayOut);
    }

    private void assertRefused(String reason, String wayOut) throws IOException {
        PluginJar.offering("good-a", "a").write(folder.resolve("a.jar"));
        PluginJar.offering("good-z", "z").write(folder.resolve("z.jar"));
        try (PluginHost host = PluginHost.builder(folder).build()) {
            List<PluginReport> reports = host.loadAll();

            assertThat(reports).hasSize(3);
            PluginReport report = reports.get(1);
            assertThat(report.state()).isEqualTo(PluginReport.State.REFUSED);
            assertThat(report.path()).isEqualTo(folder.resolve("bad.jar"));
            assertThat(report.reason()).contains(reason).doesNotContain("\n");
            assertThat(report.wayOut()).isNotEmpty().contains(wayOut);
            assertThat(host.types()).containsExactly("a", "z");
            assertThat(host.reports()).extracting(PluginReport::isRunning).containsExactly(true, true, false);
        }
    }
}
