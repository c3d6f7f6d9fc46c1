package dev.pointsman.edge.keys;

/** The store of keys cannot be asked: nobody knows whether a key is right. */
public final class KeysUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param cause of which only the class goes into the message, since a driver's words may quote a statement's values */
    public KeysUnavailableException(Exception cause) {
        super("the store of virtual keys fails with " + cause.getClass().getSimpleName());
    }
}
