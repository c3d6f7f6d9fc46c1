package dev.pointsman.api.provider;

/**
 * How much a caller's key may ask for. Hosts make it, a router enforces it beside the limits of the caller's workspace.
 *
 * @param requestsPerMinute 0 for no limit
 * @param tokensPerMinute of requests and answers together; 0 for no limit
 * @param concurrent requests that may run at the same time; 0 for no limit
 */
public record CallerLimits(int requestsPerMinute, long tokensPerMinute, int concurrent) {

    private static final CallerLimits NONE = new CallerLimits(0, 0, 0);

    /** @throws IllegalArgumentException for a negative one */
    public CallerLimits {
        if (requestsPerMinute < 0 || tokensPerMinute < 0 || concurrent < 0) {
            throw new IllegalArgumentException("a limit is at least 1, or 0 for none");
        }
    }

    /** Nothing is limited. */
    public static CallerLimits none() {
        return NONE;
    }
}
