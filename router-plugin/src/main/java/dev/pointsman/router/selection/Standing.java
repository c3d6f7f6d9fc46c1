package dev.pointsman.router.selection;

import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.config.ProfileConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a profile stands for a caller while every endpoint is well. Not guessed from its settings: the selector is asked.
 *
 * @param candidates that may answer some request: those that are not dropped for a small one that needs nothing. All that the
 *     policy names where every one is dropped
 * @param price of the first choice for an agent's turn; null when it is unknown or there is no choice
 */
record Standing(List<EndpointFacts> candidates, @Nullable Price price) {

    private static final int SMALL = 1_000;

    /** Agents send long instructions and their tools with every turn. */
    private static final int AGENTS_TURN = 12_000;

    static Standing of(
            ProfileConfig profile,
            Map<String, EndpointFacts> endpoints,
            Caller caller,
            BiFunction<ProfileConfig, RequestFeatures, Decision> ordinary) {
        List<EndpointFacts> eligible = ranked(ordinary.apply(profile, request(caller, SMALL, Set.of())), endpoints);
        if (eligible.isEmpty()) {
            return new Standing(
                    CandidatePlan.of(profile, List.copyOf(endpoints.values())).endpoints(), null);
        }
        List<EndpointFacts> choices =
                ranked(ordinary.apply(profile, request(caller, AGENTS_TURN, Set.of(Capability.TOOLS))), endpoints);
        EndpointFacts first = choices.isEmpty() ? eligible.getFirst() : choices.getFirst();
        return new Standing(eligible, first.model().price());
    }

    private static RequestFeatures request(Caller caller, int inputTokens, Set<Capability> needs) {
        return RequestFeatures.builder()
                .caller(caller)
                .inputTokens(inputTokens)
                .needs(needs)
                .build();
    }

    private static List<EndpointFacts> ranked(Decision decision, Map<String, EndpointFacts> endpoints) {
        return decision.ranking().stream().map(endpoints::get).toList();
    }
}
