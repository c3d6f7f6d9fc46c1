package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** One dialect's knowledge: one package below this one implements it. Stateless and thread-safe. */
public interface DialectCodec {

    Dialect dialect();

    /**
     * Reads a body once, streaming.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when it is not JSON, is too deep, or has not
     *     the dialect's shape; its caller text says what is wrong and where
     */
    RequestFacts facts(ModelRequest request);

    /** The request for a provider of the same dialect: bytes identical but for the named edits. */
    OutgoingCall splice(ModelRequest request, ModelTarget target);

    /**
     * The client's frame with what its answer cost, where the frame tells usage; the same frame where it does not, where the cost
     * is unknown, or where the dialect has no place for it.
     *
     * @param micros USD times 1,000,000 by now; asked only where the frame tells usage
     */
    default Frame withCost(Frame frame, Supplier<OptionalLong> micros) {
        return frame;
    }

    /** This dialect's side of a translation where a client speaks it; empty where its requests cannot be translated. */
    default Optional<ClientSpoke> client() {
        return Optional.empty();
    }

    /** This dialect's side of a translation where a vendor takes it; empty where no other dialect can be carried there. */
    default Optional<VendorSpoke> vendor() {
        return Optional.empty();
    }
}
