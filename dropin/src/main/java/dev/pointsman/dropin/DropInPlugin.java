package dev.pointsman.dropin;

import org.jspecify.annotations.Nullable;
import org.pf4j.Plugin;

/**
 * Serves for as long as its host has it started. Leaves no thread, port or reference behind when stopped, and does not keep a host
 * alive that forgets to stop it.
 */
public final class DropInPlugin extends Plugin {

    /** Relocation puts this jar's prefix before it: a Netty of the host's own is not meant. */
    private static final String FLIGHT_RECORDING = "io.netty.jfr.enabled";

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
            // Its listener cannot be taken from the JDK's flight recorder again, and would keep the plugin's classes.
            System.setProperty(FLIGHT_RECORDING, "false");
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
