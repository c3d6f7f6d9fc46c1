package dev.pointsman.hostkit.plugins;

import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of one folder. Loading and unloading take turns; everything else may be asked at any time from any thread and sees
 * the plugins as they are at that moment.
 */
public final class PluginHost implements ProviderDirectory, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

    private final Path folder;
    private final PrivateCopies copies;
    private final JarLoader loader;
    private final ReentrantLock changing = new ReentrantLock();
    private final Map<String, ModelProvider> providers = new ConcurrentHashMap<>();
    private volatile List<LoadedPlugin> running = List.of();
    private volatile List<PluginReport> refused = List.of();

    private PluginHost(Builder builder) {
        this.folder = builder.folder;
        try {
            this.copies = new PrivateCopies();
        } catch (IOException e) {
            throw new UncheckedIOException("no private folder for plugins could be made in java.io.tmpdir", e);
        }
        this.loader = new JarLoader(copies, builder.verifier, builder.classLoading);
    }

    /** @param folder where the jars are; nothing is ever written there, and it need not exist */
    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    /**
     * Loads every {@code .jar} of the folder, in the order of their names, and starts it. Jars that already run are left alone.
     * A jar that cannot run is reported and stops no other.
     *
     * @return one report for each jar that was looked at
     */
    public List<PluginReport> loadAll() {
        List<PluginReport> reports = new ArrayList<>();
        for (Path jar : jars()) {
            if (running.stream().noneMatch(plugin -> plugin.report().path().equals(jar))) {
                reports.add(load(jar));
            }
        }
        return List.copyOf(reports);
    }

    /** Loads and starts one jar, from wherever it is. */
    public PluginReport load(Path jar) {
        changing.lock();
        try {
            Set<String> ids = running.stream().map(LoadedPlugin::id).collect(Collectors.toSet());
            PluginReport report = switch (loader.load(jar, ids, types())) {
                case JarLoader.Running loaded -> {
                    running = with(running, loaded.plugin());
                    yield loaded.plugin().report();
                }
                case JarLoader.Refused no -> no.report();
            };
            refused = refused.stream().filter(old -> !old.path().equals(jar)).toList();
            if (!report.isRunning()) {
                refused = with(refused, report);
            }
            log(report);
            return report;
        } finally {
            changing.unlock();
        }
    }

    /**
     * Takes a plugin's extensions out, stops it and closes its class loader. Whoever holds providers that its factories made
     * closes them first; their classes are collected when nothing refers to them any more.
     *
     * @return whether such a plugin ran
     */
    public boolean unload(String id) {
        changing.lock();
        try {
            Optional<LoadedPlugin> found =
                    running.stream().filter(plugin -> plugin.id().equals(id)).findFirst();
            found.ifPresent(this::unload);
            return found.isPresent();
        } finally {
            changing.unlock();
        }
    }

    /** What became of each jar: the running ones, then those refused. */
    public List<PluginReport> reports() {
        return Stream.concat(running.stream().map(LoadedPlugin::report), refused.stream())
                .toList();
    }

    /** Offers a provider under a name, for {@link #find}; replaces the one before. The caller still owns and closes it. */
    public void register(String name, ModelProvider provider) {
        providers.put(name, Objects.requireNonNull(provider, "provider"));
    }

    /** Takes a name back. */
    public void withdraw(String name) {
        providers.remove(name);
    }

    @Override
    public Optional<ModelProvider> find(String name) {
        return Optional.ofNullable(providers.get(name));
    }

    @Override
    public Optional<ModelProviderFactory> factory(String type) {
        return running.stream()
                .map(plugin -> plugin.factories().get(type))
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Override
    public Set<String> types() {
        Set<String> types = new TreeSet<>();
        running.forEach(plugin -> types.addAll(plugin.factories().keySet()));
        return types;
    }

    /** One object per extension and plugin, the same at each call. */
    @Override
    public <T> List<T> extensions(Class<T> extensionPoint) {
        return running.stream()
                .flatMap(plugin -> plugin.extensions().stream())
                .filter(extensionPoint::isInstance)
                .map(extensionPoint::cast)
                .toList();
    }

    /** Unloads every plugin, the last loaded first, and deletes the private copies. */
    @Override
    public void close() {
        changing.lock();
        try {
            providers.clear();
            running.reversed().forEach(this::unload);
            copies.close();
        } catch (IOException e) {
            LOG.warn("the private copies of the plugins could not be deleted: {}", Failures.describe(e));
        } finally {
            changing.unlock();
        }
    }

    private void unload(LoadedPlugin plugin) {
        running = running.stream().filter(other -> other != plugin).toList();
        Unloading.unload(plugin.manager());
        copies.delete(plugin.copy());
    }

    private List<Path> jars() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin folder " + folder + " cannot be read", e);
        }
    }

    private static void log(PluginReport report) {
        if (report.isRunning() && report.reason().isEmpty()) {
            LOG.info("plugin {} runs, sha256 {}", report, report.sha256());
        } else {
            LOG.warn("plugin {} from {}", report, report.path());
        }
    }

    private static <T> List<T> with(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    /** How plugins are loaded. */
    public static final class Builder {

        private final Path folder;
        private PluginVerifier verifier = PluginVerifier.off();
        private ClassLoading classLoading = ClassLoading.PLUGIN_FIRST;

        private Builder(Path folder) {
            this.folder = folder;
        }

        /** Without one every jar runs. */
        public Builder verifier(PluginVerifier value) {
            this.verifier = value;
            return this;
        }

        public Builder classLoading(ClassLoading value) {
            this.classLoading = value;
            return this;
        }

        /** Makes a private folder for the copies; loads nothing yet. */
        public PluginHost build() {
            return new PluginHost(this);
        }
    }
}
