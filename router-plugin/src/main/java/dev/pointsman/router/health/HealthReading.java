package dev.pointsman.router.health;

import org.jspecify.annotations.Nullable;

/**
 * The state of one endpoint at one moment, as a decision records it.
 *
 * @param closedBy why no attempt may go there now ({@code breaker_open}, {@code rate_limited}, {@code credential_bad}, {@code
 *     model_unavailable}); null when one may
 * @param closedForMillis how long still; 0 when open or unknown
 * @param availability expected success of the next attempt, 0 to 1
 * @param firstTokenMillis measured time to the first content; negative while nothing was measured
 * @param millisPerToken measured pace after it; negative while nothing was measured
 */
public record HealthReading(
        @Nullable String closedBy,
        long closedForMillis,
        double availability,
        double firstTokenMillis,
        double millisPerToken) {

    /** Nothing is known of the endpoint: it may be tried. */
    public static HealthReading unknown(double priorAvailability) {
        return new HealthReading(null, 0, priorAvailability, -1, -1);
    }

    public boolean open() {
        return closedBy == null;
    }
}
