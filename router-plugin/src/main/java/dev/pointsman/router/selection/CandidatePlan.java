package dev.pointsman.router.selection;

import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.config.Glob;
import dev.pointsman.router.config.ProfileConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoints a profile considers, where in the order of tiers, and those of their columns that do not differ from request
 * to request: worked out once per policy, since globs are too slow for every request.
 *
 * @param endpoints in the order of the policy
 * @param facts a row for each endpoint
 */
record CandidatePlan(List<EndpointFacts> endpoints, CandidateInputs facts) {

    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    static CandidatePlan of(ProfileConfig profile, List<EndpointFacts> all) {
        List<EndpointFacts> endpoints = new ArrayList<>();
        List<Integer> tiers = new ArrayList<>();
        for (EndpointFacts endpoint : all) {
            int tier = tier(profile, endpoint);
            if (tier >= 0) {
                endpoints.add(endpoint);
                tiers.add(tier);
            }
        }
        CandidateInputs facts = new CandidateInputs(endpoints.size(), 0);
        for (int i = 0; i < endpoints.size(); i++) {
            facts.tier[i] = tiers.get(i);
            put(facts, i, endpoints.get(i));
        }
        return new CandidatePlan(List.copyOf(endpoints), facts);
    }

    private static void put(CandidateInputs into, int i, EndpointFacts endpoint) {
        ModelFacts model = endpoint.model();
        into.name[i] = endpoint.name();
        into.provider[i] = endpoint.key().provider();
        into.model[i] = endpoint.key().model();
        into.local[i] = endpoint.local();
        into.region[i] = endpoint.region();
        into.owner[i] = endpoint.owner();
        into.retentionDays[i] = days(endpoint.retention());
        into.window[i] = model.window() == null ? -1 : model.window();
        into.maxOutput[i] = model.maxOutput() == null ? -1 : model.maxOutput();
        Price price = model.price();
        into.inputPrice[i] = price == null ? Double.NaN : price.input().doubleValue();
        into.outputPrice[i] = price == null ? Double.NaN : price.output().doubleValue();
        into.cachedReadPrice[i] = price == null ? Double.NaN : orUnknown(price.cachedRead());
        into.cacheWritePrice[i] = price == null ? Double.NaN : orUnknown(price.cacheWrite());
        BigDecimal fee = price == null ? null : price.perRequest();
        into.requestFee[i] = fee == null ? 0 : fee.doubleValue();
        into.priceSource[i] = price == null ? null : price.source();
        into.priceFetched[i] = price == null ? null : price.fetched();
        into.priceFrom[i] = price == null ? null : price.effectiveFrom();
        into.carbonPerThousand[i] =
                model.carbon() == null ? Double.NaN : model.carbon().middle();
    }

    static double orUnknown(@Nullable BigDecimal amount) {
        return amount == null ? Double.NaN : amount.doubleValue();
    }

    /** NaN for a time nobody stated. */
    static double days(@Nullable Duration time) {
        return time == null ? Double.NaN : time.toMillis() / DAY_MILLIS;
    }

    private static int tier(ProfileConfig profile, EndpointFacts endpoint) {
        for (Glob glob : profile.candidates()) {
            if (endpoint.isTakenBy(glob)) {
                return 0;
            }
        }
        for (int i = 0; i < profile.fallback().size(); i++) {
            if (endpoint.isTakenBy(profile.fallback().get(i))) {
                return i + 1;
            }
        }
        return -1;
    }
}
