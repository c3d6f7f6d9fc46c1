package dev.pointsman.api.host;

/** A reference does not lead to a usable secret. The message says why and what to do, without any value. */
public final class SecretUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;

    public SecretUnavailableException(String message) {
        this(message, false);
    }

    private SecretUnavailableException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** Where the secret lies cannot be reached; nothing says that it is gone, so whoever knows it may go on with it. */
    public static SecretUnavailableException passing(String message) {
        return new SecretUnavailableException(message, true);
    }

    /** Whether the secret may well be there still. */
    public boolean isPassing() {
        return passing;
    }
}
