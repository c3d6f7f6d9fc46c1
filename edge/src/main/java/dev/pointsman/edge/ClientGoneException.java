package dev.pointsman.edge;

import java.io.IOException;

/** The client left, or was dropped, before its answer was complete. Nobody is left to be told. */
public final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    public ClientGoneException(String message) {
        super(message);
    }
}
