package dev.pointsman.api.provider;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.TokenCount;

/**
 * A provider that can say, without asking anyone, how many tokens a request has. The provider {@code auto} is one; a host asks it
 * for clients that count before they send. Thread-safe.
 */
public interface TokenCounter {

    /**
     * Counts. Costs computing time in proportion to the body, no I/O and no vendor's token; leaves no decision behind.
     *
     * @param request as it would be sent to be answered, but for members that only an answer needs
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when the body has not its dialect's shape,
     *     {@code UnknownModel} when there is no such model for this caller
     */
    TokenCount countTokens(ModelRequest request, CallContext context);
}
