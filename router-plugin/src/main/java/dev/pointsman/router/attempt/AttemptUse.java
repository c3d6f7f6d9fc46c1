package dev.pointsman.router.attempt;

import dev.pointsman.api.exchange.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt may be billed for, as far as its answer has told.
 *
 * @param mayBeBilled whether the vendor may bill it although it did not answer; in doubt it may
 * @param reported what the vendor counted so far; null when it counted nothing yet
 * @param vendorMicros what the vendor says it cost, USD times 1,000,000; null when it does not say
 * @param servedModel the model that the vendor says has answered; null when it does not say
 * @param contentCharacters of content so far
 */
public record AttemptUse(
        boolean mayBeBilled,
        @Nullable Usage reported,
        @Nullable Long vendorMicros,
        @Nullable String servedModel,
        long contentCharacters) {

    static final AttemptUse NONE = new AttemptUse(false, null, null, null, 0);
}
