package dev.pointsman.router;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.TokenCount;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.selection.Resolution.Resolved;
import dev.pointsman.router.workload.TokenEstimate;
import java.util.Optional;

/** Counts a request's tokens for its caller. Thread-safe. */
final class TokenCounting {

    /** Of dialects whose texts nobody here can tell apart: the estimate that decisions are made with. */
    private static final String BY_CHARACTERS = "characters";

    private final Dialects dialects;
    private final LivePolicy policies;

    TokenCounting(Dialects dialects, LivePolicy policies) {
        this.dialects = dialects;
        this.policies = policies;
    }

    /** Decides nothing, but for whether the caller may ask this model at all. */
    TokenCount count(ModelRequest request, CallContext context) {
        PolicySnapshot policy = policies.look();
        RequestFacts facts = dialects.facts(request);
        RequestFeatures features = policy.features(request, facts, context, null);
        policy.resolve(request.model(), features, context);
        return conversation(request)
                .map(TokenEstimate::of)
                .orElseGet(() -> new TokenCount(features.inputTokens(), BY_CHARACTERS));
    }

    /**
     * Counts where an estimate cannot tell whether the request fits a candidate's window, and only there: a tokenizer takes longer
     * than everything else on a request's way.
     *
     * @param estimated as they stand where the request is far from every window
     */
    RequestFeatures nearWindow(
            PolicySnapshot policy, Resolved resolved, ModelRequest request, RequestFeatures estimated) {
        if (!policy.isNearWindow(resolved, estimated)) {
            return estimated;
        }
        return conversation(request)
                .map(TokenEstimate::of)
                .map(count -> estimated.toBuilder()
                        .inputTokens(count.inputTokens())
                        .countedBy(count.tokenizer())
                        .build())
                .orElse(estimated);
    }

    /** The body has its dialect's shape by now: what is still refused is only what no translation could carry. */
    private Optional<Conversation> conversation(ModelRequest request) {
        try {
            return dialects.conversation(request);
        } catch (ProviderException e) {
            return Optional.empty();
        }
    }
}
