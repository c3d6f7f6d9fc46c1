package dev.pointsman.router.money;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.catalog.Price;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt used and costs, or several of them together.
 *
 * @param costMicros by our prices, USD times 1,000,000; null when the price is unknown
 * @param priceSource who says so; null when the price is unknown
 * @param vendorMicros what the vendor itself says it cost, USD times 1,000,000; null when it does not say
 */
public record Bill(
        Usage usage,
        UsageSource source,
        @Nullable Long costMicros,
        @Nullable String priceSource,
        @Nullable Long vendorMicros) {

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final Bill NOTHING = new Bill(Usage.none(), UsageSource.NONE, 0L, null, null);

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
        return NOTHING;
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
                ? new Bill(usage, source, null, null, null)
                : new Bill(usage, source, price.microsFor(usage), price.source(), null);
    }

    /** The same with what the vendor says it cost. */
    public Bill toldBy(@Nullable Long vendorMicros) {
        return new Bill(usage, source, costMicros, priceSource, vendorMicros);
    }

    boolean isNothing() {
        return source == UsageSource.NONE;
    }

    /**
     * The sum of an answer's own bill and of those of the attempts beside it. What is missing in the cost, since nobody knows the
     * price of an attempt that did not answer, is a smaller error than no cost at all; without the answer's price there is none.
     */
    static Bill sum(Bill answer, List<Bill> others) {
        List<Bill> billed = others.stream().filter(other -> !other.isNothing()).toList();
        if (billed.isEmpty()) {
            return answer;
        }
        Usage usage = answer.usage();
        UsageSource source = answer.source();
        Long vendor = answer.vendorMicros();
        Long cost = answer.isNothing() ? null : answer.costMicros();
        boolean unknown = !answer.isNothing() && cost == null;
        String priceSource = answer.priceSource();
        for (Bill other : billed) {
            usage = UsageTally.sum(usage, other.usage());
            source = source.with(other.source());
            vendor = plus(vendor, other.vendorMicros());
            cost = unknown ? null : plus(cost, other.costMicros());
            priceSource = priceSource == null && !unknown ? other.priceSource() : priceSource;
        }
        return new Bill(usage, source, cost, priceSource, vendor);
    }

    private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
        if (one == null) {
            return other;
        }
        return other == null ? one : Long.valueOf(one + other);
    }
}
