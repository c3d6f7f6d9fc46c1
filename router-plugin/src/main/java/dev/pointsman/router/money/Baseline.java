package dev.pointsman.router.money;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.catalog.PriceTier;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that requests are compared with: what their tokens would have cost there.
 *
 * @param model {@code provider/model}
 * @param price today's, for all of them
 */
public record Baseline(String model, Price price) {

    /** Inputs longer than these are charged another price; rising. */
    List<Integer> tierBounds() {
        return price.tiers().stream().map(PriceTier::aboveTokens).toList();
    }

    /**
     * What requests would have cost, in USD times 1,000,000, not rounded.
     *
     * @param tier how many of the bounds their inputs are above, each of them
     * @param tokens of all of them together
     */
    BigDecimal micros(int tier, Usage tokens, long requests) {
        @Nullable PriceTier held = tier == 0 ? null : price.tiers().get(tier - 1);
        return price.exactMicros(held, tokens, requests);
    }
}
