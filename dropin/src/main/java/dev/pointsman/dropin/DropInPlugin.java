package dev.pointsman.dropin;

import org.jspecify.annotations.Nullable;
import org.pf4j.Plugin;

/**
 * Serves for as long as its host has it started. Leaves no thread, port or reference behind when stopped, and does not keep a host
 * alive that forgets to stop it.
 */
public final class DropInPlugin extends Plugin {

    private @Nullable Serving serving;

    /** For PF4J. */
    public DropInPlugin() {}

    /**
     * Opens the gateway and logs one line. A configuration that cannot be used is logged, and every request then answered with
     * 503. Without effect when started already.
     *
     * @throws IllegalStateException when a port or the data folder cannot be had, or a {@code POINTSMAN_…} variable is wrong; the
     *     message says which and what to do
     */
    @Override
    public synchronized void start() {
        if (serving == null) {
            serving = OwnThread.call(() -> Serving.open(Settings.ofProcess()));
        }
    }

    /** Lets running requests end, then closes everything. Blocks. Without effect when not started. */
    @Override
    public synchronized void stop() {
        Serving running = serving;
        serving = null;
        if (running != null) {
            OwnThread.call(() -> {
                running.close();
                return true;
            });
        }
    }
}
