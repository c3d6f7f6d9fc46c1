package dev.pointsman.router.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to choose for one kind of work: the model name {@code auto-<name>}.
 *
 * @param candidates globs over {@code provider/model}
 * @param fallback globs, in order, tried after every candidate
 * @param filters names of plugins' filters
 * @param scorers names of plugins' scorers with their weights, on the scale of the five weights
 * @param failClosed no panic, no downgrade, no exploration, no unknown prices
 * @param qualityFloor 0 to 1; 0 for none
 * @param maxPrice USD that a request may be expected to cost; null for any
 * @param maxInputPrice USD per million input tokens; null for any
 * @param maxOutputPrice USD per million output tokens; null for any
 * @param latencyTarget models expected to take longer, from the request to the last token, are tried after the others; null for none
 * @param hedging null where it is off
 * @param callerFallbacks whether the callers have other models to go to, outside of this gateway, and should do so at once
 */
public record ProfileConfig(
        String name,
        Weights weights,
        List<Glob> candidates,
        List<Glob> fallback,
        List<String> filters,
        Map<String, Double> scorers,
        Requirements require,
        boolean failClosed,
        double qualityFloor,
        @Nullable BigDecimal maxPrice,
        @Nullable BigDecimal maxInputPrice,
        @Nullable BigDecimal maxOutputPrice,
        @Nullable Duration latencyTarget,
        UnknownPrices unknownPrices,
        AttemptLimits attempts,
        @Nullable HedgingConfig hedging,
        OnLoss onLoss,
        boolean callerFallbacks) {

    /** The name of the profile behind {@code auto}. */
    public static final String DEFAULT = "default";

    public ProfileConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(require, "require");
        candidates = List.copyOf(candidates);
        fallback = List.copyOf(fallback);
        filters = List.copyOf(filters);
        scorers = Ordered.copyOf(scorers);
    }

    /** Every candidate, no limits: only the weights differ. */
    public static ProfileConfig of(String name, Weights weights) {
        return new ProfileConfig(
                name,
                weights,
                List.of(Glob.ANY),
                List.of(),
                List.of(),
                Map.of(),
                Requirements.none(),
                false,
                0,
                null,
                null,
                null,
                null,
                UnknownPrices.ALLOW,
                AttemptLimits.DEFAULT,
                null,
                OnLoss.ALLOW,
                false);
    }

    /** The model name that asks for this profile. */
    public String modelName() {
        return name.equals(DEFAULT) ? "auto" : "auto-" + name;
    }

    /** The same demands on one model alone, without a fallback. */
    public ProfileConfig only(String providerAndModel) {
        return new ProfileConfig(
                name,
                weights,
                List.of(Glob.literal(providerAndModel)),
                List.of(),
                filters,
                scorers,
                require,
                failClosed,
                qualityFloor,
                maxPrice,
                maxInputPrice,
                maxOutputPrice,
                latencyTarget,
                unknownPrices,
                attempts,
                hedging,
                onLoss,
                callerFallbacks);
    }
}
