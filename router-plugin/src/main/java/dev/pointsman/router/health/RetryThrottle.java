package dev.pointsman.router.health;

/**
 * Stops further attempts, though never first ones, at an endpoint that fails: a failure takes a token, a success brings a tenth of
 * one, and while half of them are gone no request is sent there that has failed elsewhere before (gRPC proposal A6). Unlike there,
 * time brings tokens too: an endpoint that serves fallbacks alone would have nothing else to win them back with. Thread-safe.
 */
final class RetryThrottle {

    private static final double PER_SUCCESS = 0.1;
    private static final double PER_SECOND = 0.1;

    private final double most;
    private double tokens;
    private long at;

    /** @param most tokens, which are there at the beginning */
    RetryThrottle(double most, long now) {
        this.most = most;
        this.tokens = most;
        this.at = now;
    }

    synchronized void succeeded(long now) {
        refill(now);
        tokens = Math.min(most, tokens + PER_SUCCESS);
    }

    synchronized void failed(long now) {
        refill(now);
        tokens = Math.max(0, tokens - 1);
    }

    synchronized boolean allows(long now) {
        refill(now);
        return tokens > most / 2;
    }

    private void refill(long now) {
        tokens = Math.min(most, tokens + Math.max(0, now - at) / 1e9 * PER_SECOND);
        at = now;
    }
}
