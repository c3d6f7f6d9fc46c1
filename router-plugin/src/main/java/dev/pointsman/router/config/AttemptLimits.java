package dev.pointsman.router.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How long and how often a request is tried.
 *
 * @param max attempts of one request, the first included
 * @param connect until the connection stands
 * @param firstToken until an attempt's first content
 * @param stall between two frames behind the first content; between two pieces of content four times that
 * @param total from the first attempt to the last frame
 */
public record AttemptLimits(int max, Duration connect, Duration firstToken, Duration stall, Duration total) {

    public static final AttemptLimits DEFAULT = new AttemptLimits(
            3, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofMinutes(10));

    public AttemptLimits {
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(firstToken, "firstToken");
        Objects.requireNonNull(stall, "stall");
        Objects.requireNonNull(total, "total");
    }

    /** The same with a shorter total, where that is shorter. */
    public AttemptLimits within(Duration deadline) {
        return deadline.compareTo(total) < 0 ? new AttemptLimits(max, connect, firstToken, stall, deadline) : this;
    }

    /** The same with another number of attempts. */
    public AttemptLimits withMax(int attempts) {
        return new AttemptLimits(attempts, connect, firstToken, stall, total);
    }
}
