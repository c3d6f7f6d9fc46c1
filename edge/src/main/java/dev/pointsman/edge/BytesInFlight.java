package dev.pointsman.edge;

import dev.pointsman.edge.Problem.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of requests are in memory at once. What a request costs us is the size of its body, of which a few copies are made
 * on its way; to count requests would let a hundred large ones take what ten thousand small ones do not. Thread-safe.
 */
final class BytesInFlight {

    private static final Duration SOON = Duration.ofSeconds(2);

    /** With the copies that are made of a body, half of the heap at most. */
    private static final int SHARE_OF_HEAP = 8;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /** @param limit one body may exceed it, if it is alone */
    BytesInFlight(long limit) {
        this.limit = limit;
    }

    static long usualLimit() {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }

    /** Room for one body; closed when its request is over. */
    final class Room implements AutoCloseable {

        private final long bytes;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Room(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                taken.addAndGet(-bytes);
            }
        }
    }

    /**
     * Before the body is read.
     *
     * @param bodyLimit what a body may have whose length is not declared
     * @throws ProblemException 503 where there is no room
     */
    Room room(Exchange exchange, int bodyLimit) throws ProblemException {
        long bytes = Math.min(declared(exchange, bodyLimit), bodyLimit);
        long before = taken.getAndAdd(bytes);
        if (before > 0 && before + bytes > limit) {
            taken.addAndGet(-bytes);
            throw new ProblemException(Problem.of(
                            503,
                            Kind.OVERLOADED,
                            "gateway_full",
                            "This gateway has as many requests in memory as it can hold: service unavailable for a moment.")
                    .retryAfter(SOON));
        }
        return new Room(bytes);
    }

    /** In bytes, all requests together. */
    long taken() {
        return taken.get();
    }

    private static long declared(Exchange exchange, int otherwise) {
        String length = exchange.header("content-length").orElse("");
        return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : otherwise;
    }
}
