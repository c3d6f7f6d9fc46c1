package dev.pointsman.api.exchange;

import java.util.Optional;

/**
 * A handle on an answer that exists before the first packet. One thread reads, any thread may close.
 *
 * <p>Because {@code call} does no I/O, a timeout, a client that left and the loser of a hedge all use the same {@link
 * #close()}: while connecting, while waiting for headers, while reading.
 */
public interface ModelResponse extends AutoCloseable {

    /**
     * The next frame, or empty after the last. The first call connects, sends and waits for the vendor's first frame. Blocks;
     * meant for a virtual thread. Not calling it is back-pressure.
     *
     * @throws dev.pointsman.api.failure.ProviderException when the answer cannot go on: everything that goes wrong comes out
     *     here, as data. After it, and after an empty result, further calls do the same again. An answer that ends before the
     *     dialect's terminal mark ends with a failure, never with an empty result.
     */
    Optional<Frame> next();

    /**
     * Ends the call at any stage and frees what it holds. From any thread, any number of times; does not wait. A {@link
     * #next()} that is blocked at that time throws {@code Cancelled} within 100 ms.
     */
    @Override
    void close();

    /**
     * What the answering side says of its rate limits: a provider its vendor's, a router those of its caller's key and workspace.
     * Known once the first frame or a failure came.
     */
    default Optional<RateLimits> rateLimits() {
        return Optional.empty();
    }

    /** The vendor's own id of this call, for support requests; known once the first frame or a failure came. */
    default Optional<String> upstreamRequestId() {
        return Optional.empty();
    }

    /** Who really answered; complete once the first frame or a failure came. */
    default ServedInfo info() {
        return ServedInfo.none();
    }
}
