package dev.pointsman.host.control;

/** A router could not be asked; the message says why and what to do. */
public final class RouterUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RouterUnavailableException(String message) {
        super(message);
    }
}
