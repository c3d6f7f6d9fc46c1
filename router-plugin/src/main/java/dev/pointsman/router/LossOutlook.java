package dev.pointsman.router;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.Issuers;
import dev.pointsman.router.selection.EndpointFacts;
import java.util.function.Predicate;

/**
 * Tells before the choice whether a request would lose something on its way to a candidate, by translating it: some tens of
 * microseconds for a candidate of another dialect, more for a long conversation. For one request.
 *
 * @param issuers of the reasoning in the request
 */
record LossOutlook(Dialects dialects, MadeProviders providers, ModelRequest request, Issuers issuers)
        implements Predicate<EndpointFacts> {

    @Override
    public boolean test(EndpointFacts endpoint) {
        ModelProvider provider = providers.find(endpoint.key().provider());
        if (provider == null || provider.dialects().contains(request.dialect())) {
            return false;
        }
        try {
            return !dialects.prepare(
                            request, provider.dialects(), endpoint.target().withIssuers(issuers))
                    .losses()
                    .isEmpty();
        } catch (ProviderException e) {
            // It cannot be sent there at all; whoever tries will say so.
            return true;
        }
    }
}
