package dev.pointsman.host.serve;

import java.util.Objects;

/**
 * What became of one plugin.
 *
 * @param name its id and version, or its file where it has none
 * @param usable whether its extensions are there
 * @param message what it brings, or why it is not usable
 */
public record PluginState(String name, boolean usable, String message) {

    public PluginState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(message, "message");
    }
}
