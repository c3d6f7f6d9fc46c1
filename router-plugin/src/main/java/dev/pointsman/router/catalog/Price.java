package dev.pointsman.router.catalog;

import dev.pointsman.api.exchange.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's list price in USD per million tokens.
 *
 * @param cachedRead input tokens read from the vendor's cache; null when unknown
 * @param cacheWrite input tokens written to it for the vendor's usual time, five minutes at Anthropic; null when unknown
 * @param cacheWriteHour input tokens written to it for an hour; null when unknown
 * @param perRequest USD for a request, whatever its size; null for nothing
 * @param tiers what holds instead for long inputs, the shortest first
 * @param source who says so: {@code genai-prices}, {@code policy}, {@code provider}
 * @param fetched the day it was read there, ISO 8601; null when not a fetched figure
 * @param effectiveFrom the first day it holds, ISO 8601 and UTC; null when it always has
 */
public record Price(
        BigDecimal input,
        BigDecimal output,
        @Nullable BigDecimal cachedRead,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal cacheWriteHour,
        @Nullable BigDecimal perRequest,
        List<PriceTier> tiers,
        String source,
        @Nullable String fetched,
        @Nullable String effectiveFrom) {

    private static final BigDecimal DEAREST = BigDecimal.valueOf(200);
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    public Price {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(source, "source");
        tiers = tiers.stream()
                .sorted(Comparator.comparingInt(PriceTier::aboveTokens))
                .toList();
    }

    /** One price for every size. */
    public Price(
            BigDecimal input,
            BigDecimal output,
            @Nullable BigDecimal cachedRead,
            @Nullable BigDecimal cacheWrite,
            String source,
            @Nullable String fetched,
            @Nullable String effectiveFrom) {
        this(input, output, cachedRead, cacheWrite, null, null, List.of(), source, fetched, effectiveFrom);
    }

    /**
     * What an answer costs, in USD times 1,000,000, rounded up. Where the price of cached tokens is unknown they count as full
     * input. Reports of usage do not tell for how long the cache holds what was written, so it counts for the usual time.
     */
    public long microsFor(Usage usage) {
        return exactMicros(tierFor(usage.input()), usage, 1)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /**
     * What answers to requests of one tier cost together, in USD times 1,000,000, not rounded; else as {@link #microsFor}.
     *
     * @param held what holds for the input of each; null where it is the price itself
     * @param usage of all of them
     */
    public BigDecimal exactMicros(@Nullable PriceTier held, Usage usage, long requests) {
        BigDecimal in = held == null ? input : held.input();
        BigDecimal read = or(held == null ? cachedRead : held.cachedRead(), in);
        BigDecimal written = or(held == null ? cacheWrite : held.cacheWrite(), in);
        // USD per million tokens is the same number as micro-USD per token.
        return in.multiply(BigDecimal.valueOf(usage.uncached()))
                .add(read.multiply(BigDecimal.valueOf(usage.cachedRead())))
                .add(written.multiply(BigDecimal.valueOf(usage.cacheWrite())))
                .add((held == null ? output : held.output()).multiply(BigDecimal.valueOf(usage.output())))
                .add(or(perRequest, BigDecimal.ZERO).multiply(MICROS).multiply(BigDecimal.valueOf(requests)));
    }

    /** What holds for an input of this size; null where it is the price itself. */
    public @Nullable PriceTier tierFor(double inputTokens) {
        PriceTier held = null;
        for (PriceTier tier : tiers) {
            held = inputTokens > tier.aboveTokens() ? tier : held;
        }
        return held;
    }

    /** The first day it holds. */
    LocalDate firstDay() {
        return effectiveFrom == null ? LocalDate.MIN : LocalDate.parse(effectiveFrom);
    }

    /**
     * The most that so many tokens can cost, in USD times 1,000,000, rounded up: whatever part of the input a cache takes or gives,
     * and for however long, in whatever tier a vendor counts it.
     *
     * @throws ArithmeticException when it is more than a long holds
     */
    public long mostMicrosFor(long inputTokens, long outputTokens) {
        BigDecimal most =
                most(inputTokens, dearest(input, cachedRead, cacheWrite, cacheWriteHour), outputTokens, output);
        for (PriceTier tier : tiers) {
            if (inputTokens > tier.aboveTokens()) {
                BigDecimal in = dearest(tier.input(), tier.cachedRead(), tier.cacheWrite(), tier.cacheWriteHour());
                most = most.max(most(inputTokens, in, outputTokens, tier.output()));
            }
        }
        return most.add(or(perRequest, BigDecimal.ZERO).multiply(MICROS))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    private static BigDecimal most(long inputTokens, BigDecimal in, long outputTokens, BigDecimal out) {
        return in.multiply(BigDecimal.valueOf(inputTokens)).add(out.multiply(BigDecimal.valueOf(outputTokens)));
    }

    private static BigDecimal dearest(BigDecimal first, @Nullable BigDecimal... others) {
        BigDecimal dearest = first;
        for (BigDecimal other : others) {
            dearest = or(other, dearest).max(dearest);
        }
        return dearest;
    }

    /** Whether a published figure can be true: lists hold zeros for unknown prices, and rows that are off by 1,000,000. */
    public static boolean plausible(BigDecimal usdPerMillion) {
        return usdPerMillion.signum() > 0 && usdPerMillion.compareTo(DEAREST) < 0;
    }

    private static BigDecimal or(@Nullable BigDecimal known, BigDecimal otherwise) {
        return known == null ? otherwise : known;
    }
}
