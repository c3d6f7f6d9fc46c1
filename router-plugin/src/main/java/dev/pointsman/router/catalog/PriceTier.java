package dev.pointsman.router.catalog;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor charges, in USD per million tokens, for the whole of a request with a long input.
 *
 * @param aboveTokens inputs longer than this, everything cached included
 * @param cachedRead null when unknown, as the two below
 * @param cacheWrite kept for the vendor's usual time, five minutes at Anthropic
 * @param cacheWriteHour kept for an hour
 */
public record PriceTier(
        int aboveTokens,
        BigDecimal input,
        BigDecimal output,
        @Nullable BigDecimal cachedRead,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal cacheWriteHour) {

    public PriceTier {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
    }
}
