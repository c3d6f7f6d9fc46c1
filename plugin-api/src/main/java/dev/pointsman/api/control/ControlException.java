package dev.pointsman.api.control;

import java.util.Objects;

/** An operator's question cannot be answered. The message is for that operator. */
public final class ControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status an HTTP status: 400, 404, 405, 409, 422, 429 or 503
     * @param code stable and lower case: {@code no_such_decision}
     */
    public ControlException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = Objects.requireNonNull(code, "code");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
