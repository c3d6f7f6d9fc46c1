package dev.pointsman.hostkit.plugins;

import dev.pointsman.api.provider.ModelProviderFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;

/** Takes one jar through every check, in the order in which a failure costs least. */
final class JarLoader {

    private final PrivateCopies copies;
    private final PluginVerifier verifier;
    private final ClassLoading classLoading;

    JarLoader(PrivateCopies copies, PluginVerifier verifier, ClassLoading classLoading) {
        this.copies = copies;
        this.verifier = verifier;
        this.classLoading = classLoading;
    }

    /**
     * Loads and starts a jar.
     *
     * @param ids taken by plugins that run
     * @param types of providers that running plugins make
     * @return a {@link LoadedPlugin}, or else a {@link PluginReport} that says why not
     */
    Outcome load(Path file, Set<String> ids, Set<String> types) {
        Progress progress = new Progress(file);
        try {
            return new Running(load(progress, ids, types));
        } catch (RefusedException e) {
            return progress.refused(copies, e.reason(), e.wayOut());
        } catch (IOException e) {
            return progress.refused(
                    copies, "it cannot be read: " + Failures.describe(e), "check the file, its mode and the disk");
        }
    }

    private LoadedPlugin load(Progress progress, Set<String> ids, Set<String> types)
            throws IOException, RefusedException {
        PrivateCopies.Copy copy = copies.of(progress.file);
        progress.copy = copy;
        PluginVerifier.Verdict verdict =
                verifier.verify(new PluginVerifier.Jar(progress.file, copy.path(), copy.sha256()));
        if (!verdict.allowed()) {
            throw new RefusedException(verdict.reason(), verdict.wayOut());
        }
        PluginDescriptor descriptor = describe(copy.path());
        progress.id = descriptor.getPluginId();
        progress.version = String.valueOf(descriptor.getVersion());
        if (ids.contains(progress.id)) {
            throw new RefusedException(
                    "a plugin with the id " + progress.id + " already runs", "take one of the two jars out");
        }
        OneJarManager manager = new OneJarManager(copies.folder(), classLoading.strategy());
        progress.manager = manager;
        checkRequires(manager, descriptor);
        PluginWrapper plugin = start(manager, copy.path());
        List<Object> extensions = Extensions.of(copy.path(), plugin.getPluginClassLoader());
        Map<String, ModelProviderFactory> factories = LoadedPlugin.factories(extensions);
        for (String type : factories.keySet()) {
            if (types.contains(type)) {
                throw new RefusedException(
                        "another plugin already makes providers of the type " + type, "take one of the two jars out");
            }
        }
        PluginReport report = progress.report(PluginReport.State.RUNNING, verdict.reason(), verdict.wayOut());
        return new LoadedPlugin(report, copy, manager, extensions, factories);
    }

    private static PluginDescriptor describe(Path jar) throws IOException, RefusedException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            JarShape.check(zip);
            if (zip.getEntry("META-INF/MANIFEST.MF") == null) {
                throw noDescriptor();
            }
        } catch (ZipException e) {
            throw new RefusedException("it is not a jar", "copy the file anew; it may be cut off or be something else");
        }
        try {
            PluginDescriptor descriptor = new ManifestPluginDescriptorFinder().find(jar);
            if (descriptor.getPluginId() == null || descriptor.getPluginId().isBlank()) {
                throw noDescriptor();
            }
            return descriptor;
        } catch (PluginRuntimeException e) {
            throw noDescriptor();
        }
    }

    private static RefusedException noDescriptor() {
        return new RefusedException(
                "its manifest does not describe a plugin",
                "the manifest of a plugin has Plugin-Id, Plugin-Version and Plugin-Requires; a library does not belong into"
                        + " this folder");
    }

    private static void checkRequires(OneJarManager manager, PluginDescriptor descriptor) throws RefusedException {
        String requires = descriptor.getRequires();
        boolean fits;
        try {
            fits = manager.getVersionManager().checkVersionConstraint(ApiVersion.VALUE, requires);
        } catch (RuntimeException e) {
            throw new RefusedException(
                    "its Plugin-Requires " + Failures.quote(requires) + " is not a version range",
                    "write for example >=0.1.0 & <0.2.0");
        }
        if (!fits) {
            throw new RefusedException(
                    "it needs the plugin API " + Failures.quote(requires) + " and this host has " + ApiVersion.VALUE,
                    "take a version of the plugin that was built for this host, or update the host");
        }
    }

    private static PluginWrapper start(OneJarManager manager, Path jar) throws RefusedException {
        try {
            String id = manager.loadPlugin(jar);
            PluginWrapper plugin = manager.getPlugin(id);
            String main = plugin.getDescriptor().getPluginClass();
            if (!isThere(main, plugin.getPluginClassLoader())) {
                throw new RefusedException(
                        "its Plugin-Class " + main + " is not in the jar",
                        "correct the manifest, or leave Plugin-Class out if the plugin needs no start and stop");
            }
            PluginState state = manager.startPlugin(id);
            if (state != PluginState.STARTED) {
                Throwable failure = plugin.getFailedException();
                throw new RefusedException(
                        failure == null ? "it does not start" : "it does not start: " + Failures.describe(failure),
                        "see the log; a plugin may not depend on another one");
            }
            return plugin;
        } catch (RuntimeException | LinkageError e) {
            throw new RefusedException(
                    "it does not start: " + Failures.describe(e),
                    "ask the plugin's author; a plugin may not depend on another one");
        }
    }

    private static boolean isThere(String className, ClassLoader loader) {
        try {
            loader.loadClass(className);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** What became of a jar. */
    sealed interface Outcome {}

    /** It runs. */
    record Running(LoadedPlugin plugin) implements Outcome {}

    /** It does not, and left nothing behind. */
    record Refused(PluginReport report) implements Outcome {}

    /** What is known of a jar at the moment something fails. */
    private static final class Progress {

        private final Path file;
        private String id = "";
        private String version = "";
        private PrivateCopies.@Nullable Copy copy;
        private @Nullable OneJarManager manager;

        Progress(Path file) {
            this.file = file;
        }

        PluginReport report(PluginReport.State state, String reason, String wayOut) {
            return new PluginReport(file, id, version, copy == null ? "" : copy.sha256(), state, reason, wayOut);
        }

        Refused refused(PrivateCopies copies, String reason, String wayOut) {
            PluginReport report = report(PluginReport.State.REFUSED, reason, wayOut);
            Unloading.unload(manager);
            if (copy != null) {
                copies.delete(copy);
            }
            return new Refused(report);
        }
    }
}
