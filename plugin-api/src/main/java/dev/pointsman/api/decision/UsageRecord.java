package dev.pointsman.api.decision;

import dev.pointsman.api.exchange.Usage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one request used and cost. The router makes it, listeners read it.
 *
 * @param usage tokens
 * @param estimated whether the vendor reported no usage, so that the tokens are our estimate
 * @param costMicros USD times 1,000,000; null when the price is unknown
 * @param outcome {@code ok} or a failure's code
 */
public record UsageRecord(
        Usage usage, boolean estimated, @Nullable Long costMicros, String outcome) {

    public UsageRecord {
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(outcome, "outcome");
    }
}
