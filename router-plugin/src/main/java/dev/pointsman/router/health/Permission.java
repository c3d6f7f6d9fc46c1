package dev.pointsman.router.health;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.failure.ProviderFailure;
import org.jspecify.annotations.Nullable;

/**
 * The right to make one attempt at one endpoint. Must be given back exactly once by one of the three methods; later calls do
 * nothing. A permission that is not given back keeps a half-open breaker shut.
 */
public interface Permission {

    /**
     * The attempt's headers are there, or it failed: what its vendor said of its limits. At most once, before the others.
     *
     * @param limits null when nothing was said
     */
    default void told(@Nullable RateLimits limits) {}

    /**
     * The attempt's first content is there; how it ends is told later.
     *
     * @param nanos since sending
     * @param slow whether that was too long for whoever asked
     */
    default void begun(long nanos, boolean slow) {}

    /**
     * The attempt answered.
     *
     * @param firstContentNanos from sending to the first content
     * @param contentNanos from the first to the last content
     * @param outputTokens how many tokens that was, estimated or reported
     */
    void succeeded(long firstContentNanos, long contentNanos, long outputTokens);

    /** The attempt failed; whose fault it was decides what is punished. */
    void failed(ProviderFailure failure);

    /** Nothing can be said of the endpoint: the caller left, or the attempt never began. */
    void released();
}
