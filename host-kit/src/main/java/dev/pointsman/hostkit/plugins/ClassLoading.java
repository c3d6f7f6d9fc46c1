package dev.pointsman.hostkit.plugins;

import org.pf4j.ClassLoadingStrategy;

/** Whose classes win when a plugin and the application have one of the same name. Types of the JDK and of PF4J never differ. */
public enum ClassLoading {
    /** The plugin's: it runs with the libraries it was tested with. */
    PLUGIN_FIRST(ClassLoadingStrategy.PDA),
    /** The application's: for hosts that must decide over library versions. */
    APPLICATION_FIRST(ClassLoadingStrategy.APD);

    private final ClassLoadingStrategy strategy;

    ClassLoading(ClassLoadingStrategy strategy) {
        this.strategy = strategy;
    }

    ClassLoadingStrategy strategy() {
        return strategy;
    }
}
