package dev.pointsman.hostkit.plugins;

import org.jspecify.annotations.Nullable;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops what a manager holds and closes its class loader, whatever the plugin's own code does about it. */
final class Unloading {

    private static final Logger LOG = LoggerFactory.getLogger(Unloading.class);

    private Unloading() {}

    static void unload(@Nullable OneJarManager manager) {
        if (manager == null) {
            return;
        }
        for (PluginWrapper plugin : manager.getPlugins()) {
            try {
                manager.unloadPlugin(plugin.getPluginId());
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("plugin {} failed to stop: {}", plugin.getPluginId(), Failures.describe(e));
            }
        }
    }
}
