package dev.pointsman.api.host;

/** A reference does not lead to a usable secret. The message says why and what to do, without any value. */
public final class SecretUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SecretUnavailableException(String message) {
        super(message);
    }
}
