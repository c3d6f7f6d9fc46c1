package dev.pointsman.router.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Requests beside a {@link Baseline}: those whose own cost is known, embeddings left out, since no baseline for chat makes them.
 *
 * @param costMicros what they cost, in USD times 1,000,000
 * @param baseline what their tokens would have cost, in USD times 1,000,000, not rounded
 */
public record Compared(long requests, long costMicros, BigDecimal baseline) {

    static final Compared NOTHING = new Compared(0, 0, BigDecimal.ZERO);

    Compared plus(Compared other) {
        return new Compared(requests + other.requests, costMicros + other.costMicros, baseline.add(other.baseline));
    }

    public long baselineMicros() {
        return baseline.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** Negative where the baseline would have been cheaper. */
    public long savedMicros() {
        return baselineMicros() - costMicros;
    }
}
