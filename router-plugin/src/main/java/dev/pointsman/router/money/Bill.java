package dev.pointsman.router.money;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.catalog.Price;
import org.jspecify.annotations.Nullable;

/**
 * What an answer used and costs.
 *
 * @param costMicros USD times 1,000,000; null when the price is unknown
 * @param priceSource who says so; null when the price is unknown
 */
public record Bill(
        Usage usage,
        UsageSource source,
        @Nullable Long costMicros,
        @Nullable String priceSource) {

    private static final int CHARACTERS_PER_TOKEN = 4;

    /**
     * What is known of an answer besides its own account of it.
     *
     * @param complete whether it came to its end; else what the vendor reported so far is only a beginning
     * @param inputTokens estimated
     * @param contentCharacters of the answer
     * @param mostInput tokens that the model can take
     * @param mostOutput tokens that it can make
     */
    public record Observed(
            boolean complete, long inputTokens, long contentCharacters, long mostInput, long mostOutput) {

        Usage estimate() {
            return Usage.of(inputTokens, contentCharacters / CHARACTERS_PER_TOKEN);
        }
    }

    /** Nothing was used. */
    public static Bill nothing() {
        return new Bill(Usage.none(), UsageSource.NONE, 0L, null);
    }

    /** @param reported by the vendor; null when it reported nothing */
    public static Bill of(@Nullable Usage reported, Observed observed, @Nullable Price price) {
        if (reported == null || (reported.input() == 0 && reported.output() == 0)) {
            return priced(observed.estimate(), UsageSource.ESTIMATED, price);
        }
        Usage usage = reported;
        UsageSource source = UsageSource.REPORTED;
        if (usage.input() > observed.mostInput() || usage.output() > observed.mostOutput()) {
            usage = new Usage(
                    Math.min(usage.input(), observed.mostInput()),
                    usage.cachedRead(),
                    usage.cacheWrite(),
                    Math.min(usage.output(), observed.mostOutput()),
                    usage.reasoning());
            source = UsageSource.CLAMPED;
        }
        long seen = observed.estimate().output();
        if (!observed.complete() && usage.output() < seen) {
            usage = new Usage(usage.input(), usage.cachedRead(), usage.cacheWrite(), seen, usage.reasoning());
            source = UsageSource.ESTIMATED;
        }
        return priced(usage, source, price);
    }

    private static Bill priced(Usage usage, UsageSource source, @Nullable Price price) {
        return price == null
                ? new Bill(usage, source, null, null)
                : new Bill(usage, source, price.microsFor(usage), price.source());
    }
}
