package dev.pointsman.hostkit.plugins;

/** The version of the plugin API that this host offers; a plugin's {@code Plugin-Requires} is checked against it. */
final class ApiVersion {

    static final String VALUE = "0.1.0";

    private ApiVersion() {}
}
