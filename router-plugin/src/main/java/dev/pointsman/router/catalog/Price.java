package dev.pointsman.router.catalog;

import dev.pointsman.api.exchange.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

    /**
     * What an answer costs, in USD times 1,000,000, rounded up. Where the price of cached tokens is unknown they count as full
     * input.
     */
    public long microsFor(Usage usage) {
        BigDecimal read = cachedRead == null ? input : cachedRead;
        BigDecimal written = cacheWrite == null ? input : cacheWrite;
        // USD per million tokens is the same number as micro-USD per token.
        return input.multiply(BigDecimal.valueOf(usage.uncached()))
                .add(read.multiply(BigDecimal.valueOf(usage.cachedRead())))
                .add(written.multiply(BigDecimal.valueOf(usage.cacheWrite())))
                .add(output.multiply(BigDecimal.valueOf(usage.output())))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** Whether a published figure can be true: lists hold zeros for unknown prices, and rows that are off by 1,000,000. */
    public static boolean plausible(BigDecimal usdPerMillion) {
        return usdPerMillion.signum() > 0 && usdPerMillion.compareTo(DEAREST) < 0;
    }
}
