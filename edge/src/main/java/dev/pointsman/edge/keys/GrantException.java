package dev.pointsman.edge.keys;

import java.io.IOException;

/** A grant that cannot be; the message is for the operator who wrote it. */
final class GrantException extends IOException {

    private static final long serialVersionUID = 1L;

    GrantException(String message) {
        super(message);
    }
}
