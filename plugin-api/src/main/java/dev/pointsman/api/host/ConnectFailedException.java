package dev.pointsman.api.host;

import java.io.IOException;

/** No connection came about, so nothing was sent: unknown host, refused, TLS failure, or too slow. */
public final class ConnectFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean timedOut;

    /**
     * @param message names host and reason
     * @param timedOut whether the connect limit ran out
     */
    public ConnectFailedException(String message, boolean timedOut, Throwable cause) {
        super(message, cause);
        this.timedOut = timedOut;
    }

    public boolean timedOut() {
        return timedOut;
    }
}
