package dev.pointsman.router.attempt;

import dev.pointsman.router.config.AttemptLimits;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Within what one request is tried.
 *
 * @param limits the profile's, cut to the caller's deadline
 * @param patience how long the caller waits for the first content, all attempts together
 * @param hedging null where it may not be hedged
 * @param repeated whether the caller says that it has asked the same before: what it asks again pays for no further attempts
 */
public record Terms(
        AttemptLimits limits, Duration patience, @Nullable Hedging hedging, boolean repeated) {

    public Terms {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(patience, "patience");
    }

    public static Terms of(AttemptLimits limits) {
        return new Terms(limits, limits.total(), null, false);
    }
}
