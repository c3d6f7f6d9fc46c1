package dev.pointsman.hostkit.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.policy.CandidateFilter;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.RuntimeMode;

@Timeout(60)
class PluginHostTest {

    @TempDir
    private Path folder;

    private PluginHost host;

    @BeforeEach
    void makeHost() {
        host = PluginHost.builder(folder).build();
    }

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void offersTheFactoryOfAPlugin() throws IOException {
        PluginJar.offering("acme-plugin", "acme").write(folder.resolve("acme.jar"));

        List<PluginReport> reports = host.loadAll();

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.isRunning()).isTrue();
            assertThat(report.id()).isEqualTo("acme-plugin");
            assertThat(report.version()).isEqualTo("1.2.3");
            assertThat(report.sha256()).matches("[0-9a-f]{64}");
            assertThat(report.reason()).isEmpty();
        });
        assertThat(host.types()).containsExactly("acme");
        assertThat(host.factory("acme")).map(ModelProviderFactory::type).contains("acme");
        assertThat(host.factory("other")).isEmpty();
    }

    @Test
    void makesEachExtensionOnce() throws IOException {
        PluginJar.offering("acme-plugin", "acme").write(folder.resolve("acme.jar"));
        host.loadAll();

        assertThat(host.extensions(ModelProviderFactory.class))
                .singleElement()
                .isSameAs(host.factory("acme").orElseThrow());
        assertThat(host.extensions(CandidateFilter.class)).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereHasNoPlugins() {
        try (PluginHost empty = PluginHost.builder(folder.resolve("nowhere")).build()) {
            assertThat(empty.loadAll()).isEmpty();
            assertThat(empty.types()).isEmpty();
        }
    }

    @Test
    void looksAtNothingButJars() throws IOException {
        PluginJar.offering("acme-plugin", "acme").write(folder.resolve("acme.zip"));
        Files.writeString(folder.resolve("notes.txt"), "notes");
        Files.createDirectories(folder.resolve("exploded/classes"));

        assertThat(host.loadAll()).isEmpty();
        assertThat(folder.resolve("acme")).doesNotExist();
    }

    @Test
    void eachPluginRunsItsOwnClasses() throws Exception {
        // Given two plugins with a class of one name
        PluginJar.of("one").factory("acme.Factory", "one", "").write(folder.resolve("one.jar"));
        PluginJar.of("two").factory("acme.Factory", "two", "").write(folder.resolve("two.jar"));

        host.loadAll();

        assertThat(host.types()).containsExactly("one", "two");
        assertThat(host.factory("one").orElseThrow().getClass())
                .isNotSameAs(host.factory("two").orElseThrow().getClass());
    }

    @Test
    void systemPropertiesOfPf4jChangeNothing() throws IOException {
        PluginJar.offering("acme-plugin", "acme").write(folder.resolve("acme.jar"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        PluginJar.offering("evil-plugin", "evil").write(elsewhere.resolve("evil.jar"));
        Files.writeString(elsewhere.resolve("disabled.txt"), "acme-plugin");
        List<String> names = List.of("pf4j.mode", "pf4j.pluginsDir", "pf4j.pluginsConfigDir");
        try {
            System.setProperty("pf4j.mode", "development");
            System.setProperty("pf4j.pluginsDir", elsewhere.toString());
            System.setProperty("pf4j.pluginsConfigDir", elsewhere.toString());

            host.loadAll();

            assertThat(host.types()).containsExactly("acme");
            assertThat(elsewhere.resolve("disabled.txt")).hasContent("acme-plugin");
            assertThat(new OneJarManager(folder, ClassLoading.PLUGIN_FIRST.strategy()).getRuntimeMode())
                    .isEqualTo(RuntimeMode.DEPLOYMENT);
        } finally {
            names.forEach(System::clearProperty);
        }
    }

    @Test
    void replacingAJarWhileItRunsChangesNothing() throws Exception {
        Path jar = folder.resolve("acme.jar");
        PluginJar.of("acme-plugin")
                .factory("acme.Factory", "acme", "public String toString() { return Late.word(); }")
                .source("acme.Late", "package acme; class Late { static String word() { return \"first\"; } }")
                .write(jar);
        host.loadAll();

        // When the file is overwritten before one of its classes was ever loaded
        Files.writeString(jar, "no jar at all");

        assertThat(host.factory("acme").orElseThrow()).hasToString("first");
    }

    @Test
    void whatWasVerifiedIsWhatRuns() throws Exception {
        // Given someone who swaps the file between the check and the load
        Path jar = folder.resolve("acme.jar");
        PluginJar.offering("acme-plugin", "acme").write(jar);
        byte[] evil = PluginJar.offering("evil-plugin", "evil").bytes();
        PluginVerifier swapping = checked -> {
            replace(checked.found(), evil);
            return new PluginVerifier.Verdict(true, "", "");
        };
        try (PluginHost swapped = PluginHost.builder(folder).verifier(swapping).build()) {
            swapped.loadAll();

            assertThat(swapped.types()).containsExactly("acme");
        }
    }

    @Test
    void anUnloadedPluginOffersNothingAndItsClassesAreCollected() throws Exception {
        PluginJar.offering("acme-plugin", "acme").write(folder.resolve("acme.jar"));
        host.loadAll();
        WeakReference<ClassLoader> loader = new WeakReference<>(
                host.factory("acme").orElseThrow().getClass().getClassLoader());

        assertThat(host.unload("acme-plugin")).isTrue();

        assertThat(host.types()).isEmpty();
        assertThat(host.reports()).isEmpty();
        assertThat(host.unload("acme-plugin")).isFalse();
        awaitCollected(loader);
    }

    @Test
    void closingLetsEveryClassLoaderGoAndLeavesNoFile() throws Exception {
        PluginJar.offering("acme-plugin", "acme").write(folder.resolve("acme.jar"));
        PluginJar.offering("other-plugin", "other").write(folder.resolve("other.jar"));
        Path copies;
        WeakReference<ClassLoader> loader;
        try (PluginHost closing = PluginHost.builder(folder).build()) {
            closing.loadAll();
            loader = new WeakReference<>(
                    closing.factory("acme").orElseThrow().getClass().getClassLoader());
            copies = Path.of(closing.factory("acme")
                            .orElseThrow()
                            .getClass()
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
            assertThat(copies).isDirectoryContaining(file -> file.toString().endsWith(".jar"));
        }

        assertThat(copies).doesNotExist();
        awaitCollected(loader);
    }

    @Test
    void aPluginCanBeLoadedAgainAfterItWasReplaced() throws Exception {
        Path jar = PluginJar.offering("acme-plugin", "acme").write(folder.resolve("acme.jar"));
        host.loadAll();
        PluginJar.offering("acme-plugin", "acme-two").write(jar);

        host.unload("acme-plugin");
        host.loadAll();

        assertThat(host.types()).containsExactly("acme-two");
    }

    @Test
    void loadingAgainLeavesRunningPluginsAlone() throws Exception {
        PluginJar.offering("acme-plugin", "acme").write(folder.resolve("acme.jar"));
        host.loadAll();
        ModelProviderFactory before = host.factory("acme").orElseThrow();
        PluginJar.offering("other-plugin", "other").write(folder.resolve("other.jar"));

        assertThat(host.loadAll()).singleElement().extracting(PluginReport::id).isEqualTo("other-plugin");

        assertThat(host.factory("acme").orElseThrow()).isSameAs(before);
    }

    @Test
    void thePluginsOwnLibraryWinsUnlessToldOtherwise() throws Exception {
        // Given a class that the application has too, in another version
        PluginJar jar = PluginJar.of("acme-plugin")
                .factory(
                        "acme.Factory",
                        "acme",
                        "public String toString() { return " + Shared.class.getName() + ".word(); }")
                .source(
                        Shared.class.getName(),
                        "package " + Shared.class.getPackageName()
                                + "; public class Shared { public static String word() { return \"plugin\"; } }");
        jar.write(folder.resolve("acme.jar"));

        host.loadAll();

        assertThat(host.factory("acme").orElseThrow()).hasToString("plugin");
        try (PluginHost other = PluginHost.builder(folder)
                .classLoading(ClassLoading.APPLICATION_FIRST)
                .build()) {
            other.loadAll();
            assertThat(other.factory("acme").orElseThrow()).hasToString("application");
        }
    }

    @Test
    void findsWhatTheHostRegistered() {
        ModelProvider auto = new NoAnswers();

        host.register("auto", auto);

        assertThat(host.find("auto")).containsSame(auto);
        host.withdraw("auto");
        assertThat(host.find("auto")).isEmpty();
    }

    private static void replace(Path file, byte[] bytes) {
        try {
            Path next = Files.write(file.resolveSibling("next.tmp"), bytes);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitCollected(WeakReference<ClassLoader> loader) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Object monitor = new Object();
        while (loader.get() != null) {
            assertThat(System.nanoTime()).as("the class loader is still held").isLessThan(deadline);
            System.gc();
            synchronized (monitor) {
                monitor.wait(10);
            }
        }
    }

    private static final class NoAnswers implements ModelProvider {

        @Override
        public SequencedSet<Dialect> dialects() {
            return new LinkedHashSet<>();
        }

        @Override
        public ModelResponse call(ModelRequest request, CallContext context) {
            throw new IllegalStateException("not called");
        }
    }
}
