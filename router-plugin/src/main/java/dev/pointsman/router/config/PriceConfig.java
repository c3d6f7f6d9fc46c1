package dev.pointsman.router.config;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * USD per million tokens, as the operator states them. Zero is allowed: an operator may know that a model costs nothing.
 *
 * @param cachedRead input tokens read from the vendor's cache; null when not stated
 * @param cacheWrite input tokens written to it; null when not stated
 * @param source who says so, for people; null when not stated
 * @param fetched the day it was read there, ISO 8601; null when not stated
 */
public record PriceConfig(
        BigDecimal input,
        BigDecimal output,
        @Nullable BigDecimal cachedRead,
        @Nullable BigDecimal cacheWrite,
        @Nullable String source,
        @Nullable String fetched) {

    public PriceConfig {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
    }
}
