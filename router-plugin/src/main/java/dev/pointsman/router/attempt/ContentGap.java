package dev.pointsman.router.attempt;

import dev.pointsman.router.config.AttemptLimits;
import java.time.Duration;

/**
 * How long a vendor lets a client wait between two pieces of content. Silence has the profile's {@code stall}; pings and empty
 * pieces show that the vendor lives, and buy it four times that, since it may be thinking: not more. For one thread.
 */
final class ContentGap {

    private static final int PINGS_BUY = 4;

    private final Duration silence;
    private final Duration most;
    private Duration waited = Duration.ZERO;
    private long content;

    /**
     * @param silence between two frames
     * @param most between two pieces of content
     */
    private ContentGap(Duration silence, Duration most) {
        this.silence = silence;
        this.most = most;
    }

    static ContentGap of(AttemptLimits limits) {
        return new ContentGap(limits.stall(), limits.stall().multipliedBy(PINGS_BUY));
    }

    /** Some of those that think send no pings meanwhile. */
    static ContentGap whereItThinks(AttemptLimits limits) {
        Duration silence = limits.reasoningStall();
        Duration pinged = limits.stall().multipliedBy(PINGS_BUY);
        return new ContentGap(silence, pinged.compareTo(silence) > 0 ? pinged : silence);
    }

    /** What the next frame may take. */
    Duration left() {
        Duration all = most.minus(waited);
        return all.compareTo(silence) < 0 ? all : silence;
    }

    /**
     * A frame came.
     *
     * @param took waiting for it; what the client took to read does not count
     * @param progress grows with every piece of content
     */
    void frame(Duration took, long progress) {
        waited = progress > content ? Duration.ZERO : waited.plus(took);
        content = progress;
    }
}
