package dev.pointsman.hostkit.plugins;

import dev.pointsman.api.provider.ModelProviderFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plugin that runs.
 *
 * @param factories its provider factories by type, in the order of its extensions
 */
record LoadedPlugin(
        PluginReport report,
        PrivateCopies.Copy copy,
        OneJarManager manager,
        List<Object> extensions,
        Map<String, ModelProviderFactory> factories) {

    String id() {
        return report.id();
    }

    /** Asks each factory for its type once, as it is the plugin's code that answers. */
    static Map<String, ModelProviderFactory> factories(List<Object> extensions) throws RefusedException {
        Map<String, ModelProviderFactory> factories = new LinkedHashMap<>();
        for (Object extension : extensions) {
            if (extension instanceof ModelProviderFactory factory) {
                String type = typeOf(factory);
                if (factories.put(type, factory) != null) {
                    throw new RefusedException(
                            "two of its factories make providers of the type " + type, "give one of them another type");
                }
            }
        }
        return factories;
    }

    private static String typeOf(ModelProviderFactory factory) throws RefusedException {
        String type;
        try {
            type = factory.type();
        } catch (RuntimeException | LinkageError e) {
            throw new RefusedException(
                    "its factory " + factory.getClass().getName() + " failed to tell its type: " + Failures.describe(e),
                    "ask the plugin's author");
        }
        if (type == null || !type.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new RefusedException(
                    "the type of its factory " + factory.getClass().getName()
                            + " is not made of lower case letters, digits and dashes",
                    "let type() return a word such as acme-cloud");
        }
        return type;
    }
}
