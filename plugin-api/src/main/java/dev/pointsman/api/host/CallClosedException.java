package dev.pointsman.api.host;

import java.io.IOException;

/** The call was closed from our side. */
public final class CallClosedException extends IOException {

    private static final long serialVersionUID = 1L;

    public CallClosedException() {
        super("the call was closed");
    }
}
