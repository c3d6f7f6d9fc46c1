package dev.pointsman.hostkit.secrets;

/** Sealing or rotating did not come off. The message says why and what to do; it holds no secret. */
public final class SealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }

    SealException(String message, Throwable cause) {
        super(message, cause);
    }
}
