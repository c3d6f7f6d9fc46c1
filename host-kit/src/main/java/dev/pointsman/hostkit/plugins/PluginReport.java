package dev.pointsman.hostkit.plugins;

import java.nio.file.Path;

/**
 * What became of one jar.
 *
 * @param path the file as it was found, not the private copy
 * @param id the plugin's id, empty when the jar does not tell
 * @param version the plugin's version, empty when the jar does not tell
 * @param sha256 of the bytes that were loaded, lower case hex; empty when they could not be read
 * @param reason why it was refused, or what is odd about a running one; empty when all is well
 * @param wayOut what to do about the reason
 */
public record PluginReport(
        Path path, String id, String version, String sha256, State state, String reason, String wayOut) {

    /** Whether its extensions are offered. */
    public enum State {
        RUNNING,
        REFUSED
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    @Override
    public String toString() {
        String name = id.isEmpty() ? String.valueOf(path.getFileName()) : id + " " + version;
        return name + ": " + (isRunning() ? "running" : "refused") + (reason.isEmpty() ? "" : "; " + reason)
                + (wayOut.isEmpty() ? "" : "; " + wayOut);
    }
}
