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
 * @param reasoningStall between two frames of a model that thinks
 * @param total from the first attempt to the last frame
 */
public record AttemptLimits(
        int max, Duration connect, Duration firstToken, Duration stall, Duration reasoningStall, Duration total) {

    public static final AttemptLimits DEFAULT = new AttemptLimits(
            3,
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(120),
            Duration.ofMinutes(10));

    public AttemptLimits {
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(firstToken, "firstToken");
        Objects.requireNonNull(stall, "stall");
        Objects.requireNonNull(reasoningStall, "reasoningStall");
        Objects.requireNonNull(total, "total");
    }

    /** With the same patience for models that think. */
    public AttemptLimits(int max, Duration connect, Duration firstToken, Duration stall, Duration total) {
        this(max, connect, firstToken, stall, stall, total);
    }

    /** The same with a shorter total, where that is shorter. */
    public AttemptLimits within(Duration deadline) {
        return deadline.compareTo(total) < 0
                ? new AttemptLimits(max, connect, firstToken, stall, reasoningStall, deadline)
                : this;
    }

    /** The same with another number of attempts. */
    public AttemptLimits withMax(int attempts) {
        return new AttemptLimits(attempts, connect, firstToken, stall, reasoningStall, total);
    }
}
