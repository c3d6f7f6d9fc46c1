package dev.pointsman.api.host;

/** A call was not allowed to leave. The message names the rule, never a header or a body. */
public final class EgressDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EgressDeniedException(String message) {
        super(message);
    }
}
