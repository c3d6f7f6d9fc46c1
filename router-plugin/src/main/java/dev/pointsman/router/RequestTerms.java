package dev.pointsman.router;

import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.router.attempt.Hedging;
import dev.pointsman.router.attempt.Terms;
import dev.pointsman.router.catalog.TypicalAnswer;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.config.HedgingConfig;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.health.Demand;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.session.Affinity;
import dev.pointsman.router.session.CachedPrefix;
import org.jspecify.annotations.Nullable;

/** What one request may take: time, attempts, and of a vendor's rate limits. */
final class RequestTerms {

    /** The least weight of latency with which a second attempt may be worth its money. */
    private static final double HEDGING_LATENCY = 0.5;

    private static final int HEDGING_TOKENS = 8_000;

    private RequestTerms() {}

    /** The profile's, cut to what the caller still waits; in panic one attempt. */
    static Terms of(
            Decision decision,
            ProfileConfig profile,
            RequestFeatures features,
            CallContext context,
            Services services) {
        AttemptLimits limits = profile.attempts();
        AttemptLimits cut = context.deadline().map(limits::within).orElse(limits);
        AttemptLimits ours = CallerPatience.lessRetries(decision.panic() ? cut.withMax(1) : cut, context);
        return new Terms(
                ours,
                CallerPatience.of(context, ours),
                hedging(profile, features, services),
                context.callerRetries() > 0);
    }

    /** Vendors do not count what they read from their cache. */
    static Demand demand(EndpointKey endpoint, RequestFeatures features, Affinity affinity) {
        CachedPrefix cached = affinity.caches().get(endpoint.name());
        long read = cached == null ? 0 : (long) (cached.tokens() * cached.warm());
        int answer = TypicalAnswer.tokens(features.workload());
        return new Demand(
                features.inputTokens() - read,
                Math.min(answer, features.maxOutputTokens().orElse(answer)));
    }

    /** Both attempts are billed, so only where time is what counts, and the input is small. */
    private static @Nullable Hedging hedging(ProfileConfig profile, RequestFeatures features, Services services) {
        HedgingConfig hedging = profile.hedging();
        if (hedging == null
                || profile.weights().latency() < HEDGING_LATENCY
                || features.inputTokens() > HEDGING_TOKENS) {
            return null;
        }
        return new Hedging(hedging.after(), hedging.extraSpend(), services.extraSpend(profile.name()));
    }
}
