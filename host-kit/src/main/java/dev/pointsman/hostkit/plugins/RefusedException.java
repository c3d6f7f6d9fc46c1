package dev.pointsman.hostkit.plugins;

/** A jar will not run; message and way out go into its report. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String wayOut;

    RefusedException(String reason, String wayOut) {
        super(reason);
        this.reason = reason;
        this.wayOut = wayOut;
    }

    String reason() {
        return reason;
    }

    String wayOut() {
        return wayOut;
    }
}
