package dev.pointsman.host.serve;

/** No loaded plugin brings a router. */
public final class MissingRouterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingRouterException() {
        super("no plugin brings the router; is pointsman-router-plugin in the plugins folder? (./pointsman doctor tells"
                + " what became of each plugin)");
    }
}
