package dev.pointsman.hostkit.store;

/** The store cannot be had. The message says which, why and what to do; it holds no password. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
