package dev.pointsman.router.health;

import org.jspecify.annotations.Nullable;

/**
 * The state of one endpoint at one moment, as a decision records it.
 *
 * @param closedBy why no attempt may go there now ({@code breaker_open}, {@code rate_limited}, {@code credential_bad}, {@code
 *     model_unavailable}, {@code unreachable}), or why one may only when no other candidate is left ({@link #RECOVERING}, {@link
 *     #BUSY}); null when one may
 * @param closedForMillis how long still; 0 when open or unknown
 * @param availability expected success of the next attempt, 0 to 1
 * @param firstTokenMillis measured time to the first content; negative while nothing was measured
 * @param millisPerToken measured pace after it; negative while nothing was measured
 * @param credentialId which credential all this is said of, safe to show; null when none is needed or there is no saying
 */
public record HealthReading(
        @Nullable String closedBy,
        long closedForMillis,
        double availability,
        double firstTokenMillis,
        double millisPerToken,
        @Nullable String credentialId) {

    /** It comes back little by little, and this request is not of the part that it gets already. */
    public static final String RECOVERING = "recovering";

    /** It runs as many requests as it keeps up with. */
    public static final String BUSY = "busy";

    static final String BREAKER_OPEN = "breaker_open";
    static final String UNREACHABLE = "unreachable";

    public HealthReading(
            @Nullable String closedBy,
            long closedForMillis,
            double availability,
            double firstTokenMillis,
            double millisPerToken) {
        this(closedBy, closedForMillis, availability, firstTokenMillis, millisPerToken, null);
    }

    /** Nothing is known of the endpoint: it may be tried. */
    public static HealthReading unknown(double priorAvailability) {
        return new HealthReading(null, 0, priorAvailability, -1, -1);
    }

    public HealthReading with(@Nullable String credential) {
        return new HealthReading(closedBy, closedForMillis, availability, firstTokenMillis, millisPerToken, credential);
    }

    /** Closed for a reason that does not pass by itself. */
    public HealthReading closedBy(String reason) {
        return new HealthReading(reason, 0, availability, firstTokenMillis, millisPerToken, credentialId);
    }

    /** Whether an attempt may be made. */
    public boolean open() {
        return closedBy == null || yields(closedBy);
    }

    /** Whether nothing but the vendor's own failures stands in the way, which do not count when nobody else is left. */
    public boolean passedInPanic() {
        return BREAKER_OPEN.equals(closedBy) || UNREACHABLE.equals(closedBy);
    }

    /**
     * Whether this rather than the other speaks for an endpoint with several credentials: one that may be tried, or else one that may
     * be when nobody else is left, or else the one that rests the shortest.
     */
    public boolean isReadierThan(HealthReading other) {
        if (open() != other.open()) {
            return open();
        }
        if (passedInPanic() != other.passedInPanic()) {
            return passedInPanic();
        }
        return rests() < other.rests();
    }

    /** What never opens by itself rests the longest. */
    private long rests() {
        return closedForMillis == 0 ? Long.MAX_VALUE : closedForMillis;
    }

    /** Whether every other candidate should be tried before. */
    public static boolean yields(@Nullable String closedBy) {
        return RECOVERING.equals(closedBy) || BUSY.equals(closedBy);
    }
}
