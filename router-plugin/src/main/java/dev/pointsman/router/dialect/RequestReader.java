package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.ModelRequest;

/** Bytes to hub. Stateless and thread-safe. */
@FunctionalInterface
public interface RequestReader {

    /**
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when the body has not the dialect's shape, or
     *     asks for something whose loss would change the meaning of the request: its caller text names it
     */
    Conversation read(ModelRequest request);
}
