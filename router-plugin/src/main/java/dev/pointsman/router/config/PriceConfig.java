package dev.pointsman.router.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * USD per million tokens, as the operator states them. Zero is allowed: an operator may know that a model costs nothing.
 *
 * @param rates whatever the size of the input
 * @param perRequest USD for a request, whatever its size; null when not stated
 * @param above what holds instead for longer inputs
 * @param source who says so, for people; null when not stated
 * @param fetched the day it was read there, ISO 8601; null when not stated
 * @param effectiveFrom the first day it holds, ISO 8601; null when it holds already
 */
public record PriceConfig(
        Rates rates,
        @Nullable BigDecimal perRequest,
        List<Above> above,
        @Nullable String source,
        @Nullable String fetched,
        @Nullable String effectiveFrom) {

    public PriceConfig {
        Objects.requireNonNull(rates, "rates");
        above = List.copyOf(above);
    }

    /**
     * What a token costs.
     *
     * @param cachedRead input tokens read from the vendor's cache; null when not stated, as the two below
     * @param cacheWrite input tokens written to it for the vendor's usual time
     * @param cacheWriteHour input tokens written to it for an hour
     */
    public record Rates(
            BigDecimal input,
            BigDecimal output,
            @Nullable BigDecimal cachedRead,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal cacheWriteHour) {

        public Rates {
            Objects.requireNonNull(input, "input");
            Objects.requireNonNull(output, "output");
        }
    }

    /** Of inputs with more tokens than this. */
    public record Above(int tokens, Rates rates) {}
}
