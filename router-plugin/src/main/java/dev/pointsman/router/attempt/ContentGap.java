package dev.pointsman.router.attempt;

import java.time.Duration;

/**
 * How long a vendor lets a client wait between two pieces of content. Silence has the profile's {@code stall}; pings and empty
 * pieces show that the vendor lives, and buy it four times that, since it may be thinking: not more. For one thread.
 */
final class ContentGap {

    private static final int PINGS_BUY = 4;

    private final Duration stall;
    private Duration waited = Duration.ZERO;
    private long characters;

    ContentGap(Duration stall) {
        this.stall = stall;
    }

    /** What the next frame may take. */
    Duration left() {
        Duration all = stall.multipliedBy(PINGS_BUY).minus(waited);
        return all.compareTo(stall) < 0 ? all : stall;
    }

    /**
     * A frame came.
     *
     * @param took waiting for it; what the client took to read does not count
     * @param contentCharacters of the whole answer so far
     */
    void frame(Duration took, long contentCharacters) {
        waited = contentCharacters > characters ? Duration.ZERO : waited.plus(took);
        characters = contentCharacters;
    }
}
