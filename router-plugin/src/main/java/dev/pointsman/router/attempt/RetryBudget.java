package dev.pointsman.router.attempt;

import dev.pointsman.router.config.ResilienceConfig;
import java.util.function.LongSupplier;

/**
 * Bounds what fallback can do to vendors that are in trouble: every attempt after a request's first takes one token, and only
 * accepted requests and a small constant rate bring tokens. Whatever fails, attempts ≤ (1 + ratio) × requests + capacity +
 * perSecond × seconds. Thread-safe.
 */
public final class RetryBudget {

    public static final Settings DEFAULTS = Settings.of(ResilienceConfig.DEFAULT);

    private Settings settings;
    private final LongSupplier nanoTime;
    private double tokens;
    private long at;

    /**
     * @param ratio tokens per accepted request
     * @param capacity the most tokens kept
     * @param perSecond tokens that come by themselves
     */
    public record Settings(double ratio, double capacity, double perSecond) {

        public static Settings of(ResilienceConfig config) {
            return new Settings(config.retryRatio(), config.retryCapacity(), config.retriesPerSecond());
        }
    }

    public RetryBudget(Settings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.tokens = settings.capacity();
        this.at = nanoTime.getAsLong();
    }

    /** From now on; room that a larger capacity brings is filled at once, what was spent stays spent. */
    public synchronized void use(Settings changed) {
        refill();
        double room = changed.capacity() - settings.capacity();
        tokens = Math.min(changed.capacity(), tokens + Math.max(0, room));
        settings = changed;
    }

    synchronized void requestAccepted() {
        refill();
        tokens = Math.min(settings.capacity(), tokens + settings.ratio());
    }

    /** Takes one token for one more attempt; false when there is none. */
    synchronized boolean tryTake() {
        refill();
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** What is left, for metrics and explanations. */
    public synchronized double tokens() {
        refill();
        return tokens;
    }

    private void refill() {
        long now = nanoTime.getAsLong();
        double seconds = Math.max(0, now - at) / 1e9;
        tokens = Math.min(settings.capacity(), tokens + seconds * settings.perSecond());
        at = now;
    }
}
