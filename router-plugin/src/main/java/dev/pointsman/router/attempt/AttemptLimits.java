package dev.pointsman.router.attempt;

import java.time.Duration;

/**
 * The limits of one request, from its profile and its caller's deadline.
 *
 * @param attempts the most attempts
 * @param firstContent how long one attempt may take to its first content
 * @param stall the longest silence of the vendor after it
 * @param total the whole request
 */
public record AttemptLimits(int attempts, Duration firstContent, Duration stall, Duration total) {

    /** The same with a shorter total, if that is shorter. */
    public AttemptLimits within(Duration deadline) {
        return deadline.compareTo(total) < 0 ? new AttemptLimits(attempts, firstContent, stall, deadline) : this;
    }
}
