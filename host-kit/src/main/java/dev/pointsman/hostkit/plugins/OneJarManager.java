package dev.pointsman.hostkit.plugins;

import java.nio.file.Path;
import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginManager;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginManager;
import org.pf4j.PluginStatusProvider;
import org.pf4j.RuntimeMode;

/**
 * PF4J for exactly one jar. PF4J resolves all of a manager's plugins together, so one with a missing dependency would stop the
 * others; a manager each keeps them apart. Takes no zip, no folder, no development mode, and nothing from system properties.
 */
final class OneJarManager extends JarPluginManager {

    private final ClassLoadingStrategy strategy;

    OneJarManager(Path privateFolder, ClassLoadingStrategy strategy) {
        super(privateFolder);
        this.strategy = strategy;
        setSystemVersion(ApiVersion.VALUE);
    }

    /** Else {@code pf4j.mode} would choose. */
    @Override
    public RuntimeMode getRuntimeMode() {
        return RuntimeMode.DEPLOYMENT;
    }

    /** Else {@code pf4j.pluginsDir} would choose. */
    @Override
    protected List<Path> createPluginsRoot() {
        throw new IllegalStateException("the folder is always given");
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new ManifestPluginDescriptorFinder();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new StrategicLoader(this);
    }

    /** Else files named {@code enabled.txt} and {@code disabled.txt} would choose. */
    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return AlwaysEnabled.INSTANCE;
    }

    private enum AlwaysEnabled implements PluginStatusProvider {
        INSTANCE;

        @Override
        public boolean isPluginDisabled(String pluginId) {
            return false;
        }

        @Override
        public void disablePlugin(String pluginId) {
            throw new UnsupportedOperationException("unload the plugin instead");
        }

        @Override
        public void enablePlugin(String pluginId) {}
    }

    /** Loads with the strategy of its manager, which is not yet set while PF4J's constructor makes the loader. */
    private static final class StrategicLoader extends JarPluginLoader {

        private final OneJarManager manager;

        StrategicLoader(OneJarManager manager) {
            super(manager);
            this.manager = manager;
        }

        @Override
        protected PluginClassLoader createPluginClassLoader(Path path, PluginDescriptor descriptor) {
            return new PluginClassLoader(
                    (PluginManager) manager, descriptor, OneJarManager.class.getClassLoader(), manager.strategy);
        }
    }
}
