package dev.pointsman.edge.idempotency;

/** The store of names cannot be asked: nobody knows whether a request ran before. */
public final class NamesUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param cause of which only the class goes into the message, since a driver's words may quote a statement's values */
    NamesUnavailableException(Exception cause) {
        super("the store of named requests fails with " + cause.getClass().getSimpleName());
    }
}
