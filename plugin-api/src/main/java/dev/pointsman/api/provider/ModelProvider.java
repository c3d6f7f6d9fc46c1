package dev.pointsman.api.provider;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import java.util.List;
import java.util.SequencedSet;

/**
 * Something that answers model requests: a vendor, a local server, or the router itself. Thread-safe; one instance per {@code
 * providers:} entry; it holds no key, since each call brings its own credential.
 */
public interface ModelProvider extends AutoCloseable {

    /** The dialects it takes as they are, preferred first. Fixed for the life of the instance. */
    SequencedSet<Dialect> dialects();

    /**
     * The models it knows of. May ask the vendor, so it may block and may throw {@link
     * dev.pointsman.api.failure.ProviderException}; the router calls it away from requests and keeps the last good list. Empty
     * means that the provider cannot tell.
     *
     * @param context carries the credential to ask with; of the router itself, the caller whose bounds limit the list
     */
    default List<ModelDescriptor> models(CallContext context) {
        return List.of();
    }

    /**
     * Prepares one call. Does no I/O and returns at once; the first {@code next()} of the response sends. One call is one
     * attempt: an implementation never retries.
     *
     * @param request in one of {@link #dialects()}, with the model's own id
     * @throws dev.pointsman.api.failure.ProviderException only for what can never be sent
     */
    ModelResponse call(ModelRequest request, CallContext context);

    /** Frees what the instance holds. Called once, after its last running request. */
    @Override
    default void close() {}
}
