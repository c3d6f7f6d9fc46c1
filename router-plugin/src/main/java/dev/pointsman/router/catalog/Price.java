package dev.pointsman.router.catalog;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's list price in USD per million tokens.
 *
 * @param cachedRead input tokens read from the vendor's cache; null when unknown
 * @param cacheWrite input tokens written to it; null when unknown
 * @param source who says so: {@code genai-prices}, {@code policy}, {@code provider}
 * @param fetched the day it was read there, ISO 8601; null when not a fetched figure
 * @param effectiveFrom the first day it holds, ISO 8601; null when unknown
 */
public record Price(
        BigDecimal input,
        BigDecimal output,
        @Nullable BigDecimal cachedRead,
        @Nullable BigDecimal cacheWrite,
        String source,
        @Nullable String fetched,
        @Nullable String effectiveFrom) {

    private static final BigDecimal DEAREST = BigDecimal.valueOf(200);

    public Price {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(source, "source");
    }

    /** Whether a published figure can be true: lists hold zeros for unknown prices, and rows that are off by 1,000,000. */
    public static boolean plausible(BigDecimal usdPerMillion) {
        return usdPerMillion.signum() > 0 && usdPerMillion.compareTo(DEAREST) < 0;
    }
}
