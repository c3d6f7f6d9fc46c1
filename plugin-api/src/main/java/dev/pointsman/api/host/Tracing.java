package dev.pointsman.api.host;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.provider.CallContext;

/**
 * Lent by type by a host that records traces: the router tells it of each request and of each attempt, and sends along what it
 * says. Thread-safe.
 */
@FunctionalInterface
public interface Tracing {

    /** Records nothing, and sends nothing along. */
    Tracing NONE = (request, context) -> RequestTrace.NONE;

    /**
     * A request came to the router. Called on the request's own thread: return quickly, throw nothing.
     *
     * @param context its headers hold the caller's {@code traceparent} and {@code tracestate} as they came, where it sent them
     */
    RequestTrace begin(ModelRequest request, CallContext context);
}
