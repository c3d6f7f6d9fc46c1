package dev.pointsman.api.host;

import java.io.IOException;

/** One prepared call. One thread executes it, any thread may close it. */
public interface OutboundCall extends AutoCloseable {

    /**
     * Connects, sends and blocks until the headers of the answer came. Once only.
     *
     * @throws ConnectFailedException when nothing was sent
     * @throws CallClosedException when {@link #close()} ended it
     * @throws IOException when the connection broke after something was sent
     * @throws EgressDeniedException when an address the name resolved to is not allowed
     */
    OutboundResponse execute() throws IOException;

    /** Ends the call at any stage, also while it connects or reads. Idempotent; does not wait. */
    @Override
    void close();
}
