package dev.pointsman.edge;

import java.io.IOException;

/** A request's body is not taken. */
public final class BodyRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private BodyRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    public static BodyRefusedException tooLarge(int limit) {
        return new BodyRefusedException(413, "The request's body is larger than the limit of " + limit + " bytes.");
    }

    public static BodyRefusedException tooSlow() {
        return new BodyRefusedException(408, "The request's body did not arrive in time.");
    }

    /** 413 or 408. */
    public int status() {
        return status;
    }
}
