package dev.pointsman.router.money;

/** The store does not answer. The message is ours. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreUnavailableException(Throwable cause) {
        super("the store does not answer; see that its database runs and has room", cause);
    }
}
