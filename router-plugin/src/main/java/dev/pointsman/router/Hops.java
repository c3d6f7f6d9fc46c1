package dev.pointsman.router;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.router.attempt.Hop;
import dev.pointsman.router.credentials.PooledCredential;
import dev.pointsman.router.dialect.Issuers;
import dev.pointsman.router.money.Purse;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.EndpointFacts;
import dev.pointsman.router.selection.HopCheck;
import dev.pointsman.router.selection.InputsReader;
import dev.pointsman.router.selection.RankedCandidate;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ranked candidates of one request, each with every credential that may serve it there: another credential of the same
 * endpoint comes before the next candidate. Made as they are asked for, so that what is not tried is not resolved.
 */
record Hops(
        Decision decision,
        InputsReader inputs,
        HopCheck check,
        boolean forbidsLosses,
        MadeProviders providers,
        EndpointCredentials credentials,
        Services services,
        ModelRequest request,
        CallContext context,
        Issuers issuers,
        Purse purse,
        Duration connect)
        implements Iterable<Hop> {

    @Override
    public Iterator<Hop> iterator() {
        return decision.ranked().stream().flatMap(this::of).iterator();
    }

    private Stream<Hop> of(RankedCandidate ranked) {
        ModelProvider provider = providers.find(ranked.endpoint().provider());
        EndpointFacts facts = inputs.endpoint(ranked.endpoint()).orElse(null);
        if (provider == null || facts == null) {
            return Stream.empty();
        }
        if (!credentials.isNeeded(ranked.endpoint())) {
            return Stream.of(hop(ranked, facts, provider, Optional.empty()));
        }
        List<PooledCredential> inOrder = credentials.inOrder(ranked.endpoint());
        return inOrder.stream().map(credential -> hop(ranked, facts, provider, Optional.of(credential)));
    }

    private Hop hop(
            RankedCandidate ranked,
            EndpointFacts facts,
            ModelProvider provider,
            Optional<PooledCredential> credential) {
        return new RankedHop(
                ranked.candidate(),
                facts,
                check,
                decision,
                credentials.demand(ranked.endpoint()),
                connect,
                forbidsLosses,
                provider,
                new HopCredential(credential.orElse(null), services.credentials()),
                services.dialects(),
                services.health(),
                request,
                context,
                issuers,
                purse);
    }
}
