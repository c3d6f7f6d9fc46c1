package dev.pointsman.router.selection;

import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.catalog.PriceTier;
import dev.pointsman.router.catalog.TypicalAnswer;
import dev.pointsman.router.session.Affinity;
import dev.pointsman.router.session.CachedPrefix;
import dev.pointsman.router.workload.LearnedUsage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Gathers what a request is expected to cost at a candidate: tokens, caches, and the prices that hold for it. Thread-safe. */
final class CostReader {

    private final LearnedUsage learned;

    CostReader(LearnedUsage learned) {
        this.learned = learned;
    }

    void putTokens(CandidateInputs into, int i, EndpointFacts endpoint, RequestFeatures features) {
        String workload = features.workload();
        double prior = TypicalAnswer.tokens(endpoint.model(), workload);
        double expected = learned.outputTokens(endpoint.name(), workload, prior);
        into.outputTokens[i] = TypicalAnswer.within(endpoint.model(), features.maxOutputTokens(), expected);
        // The ratio is one of estimates; a count needs none.
        into.tokenRatio[i] =
                features.countedBy().equals(RequestInputs.ESTIMATE) ? learned.tokenRatio(endpoint.name()) : 1;
    }

    void putCache(CandidateInputs into, int i, EndpointFacts endpoint, Affinity affinity) {
        CachedPrefix cached = affinity.caches().get(endpoint.name());
        into.prefixTokens[i] = cached == null ? affinity.prefixTokens() : cached.tokens();
        into.warm[i] = cached == null || cached.warm() == 0 ? 0 : cached.warm() * learned.cacheHits(endpoint.name());
    }

    /** Where a long input or an hour in the cache costs more than what the plan of candidates holds. */
    static void putPrice(CandidateInputs into, int i, @Nullable Price price, boolean hourLong, int inputTokens) {
        if (price == null || price.tiers().isEmpty() && !hourLong) {
            return;
        }
        PriceTier tier = price.tierFor(into.tokens(i, inputTokens));
        if (tier != null) {
            into.inputPrice[i] = tier.input().doubleValue();
            into.outputPrice[i] = tier.output().doubleValue();
            into.cachedReadPrice[i] = CandidatePlan.orUnknown(tier.cachedRead());
            into.cacheWritePrice[i] = CandidatePlan.orUnknown(tier.cacheWrite());
            into.priceAbove[i] = tier.aboveTokens();
        }
        BigDecimal hour = tier == null ? price.cacheWriteHour() : tier.cacheWriteHour();
        if (hourLong && hour != null) {
            into.cacheWritePrice[i] = hour.doubleValue();
        }
    }
}
