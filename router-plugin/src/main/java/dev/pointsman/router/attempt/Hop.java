package dev.pointsman.router.attempt;

import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.health.Demand;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.money.Opening;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One ranked candidate with one credential, ready to be tried. Made per request; for the request's own thread. */
public interface Hop {

    EndpointKey endpoint();

    /** The id of the credential it would use; null when it uses none. */
    @Nullable
    String credentialId();

    /** What health keeps for the credential: its id, or something that changes with its value; null when it uses none. */
    default @Nullable String healthKey() {
        return credentialId();
    }

    /** Input and output tokens together; 0 when unknown. */
    int contextWindow();

    /** Whether an open breaker does not count, since nothing else is left. */
    boolean panic();

    /** Whether its breaker may be passed should nothing else be left in the end. */
    default boolean mayPanic() {
        return false;
    }

    /** Whether the model thinks for a while, also between pieces of its answer. */
    default boolean reasons() {
        return false;
    }

    /** What the attempt is expected to take of its vendor's rate limits. */
    default Demand demand() {
        return Demand.NONE;
    }

    /** What the attempt is expected to cost, in USD; empty when nobody knows. */
    default OptionalDouble expectedCost() {
        return OptionalDouble.empty();
    }

    /** Whether it must not be tried when a translation would lose anything. */
    boolean forbidsLosses();

    /**
     * Judges every constraint again, as of now.
     *
     * @param panic whether it may be tried although its breaker is open
     * @return the reason to leave this candidate out, empty when it may be tried
     */
    Optional<String> dropReason(boolean panic);

    /**
     * Prepares the one attempt at it; does no I/O.
     *
     * @param deadline what is left for the request
     * @throws ProviderException when the request cannot be sent there; another candidate may take it
     */
    Prepared prepare(Duration deadline);

    /** The same failure without what the vendor's words quote of the credential. */
    default ProviderException unquoted(ProviderException e) {
        return e;
    }

    /** Told of how its attempt failed; for what only the credential's owner can put right. */
    default void failed(ProviderFailure failure) {}

    /**
     * Holds money for the attempt, right before it. Blocks where a budget counts.
     *
     * @param left what is left for the request
     */
    default Opening openReservation(Duration left) {
        return Opening.free();
    }

    /** The request as the vendor takes it, with the handle on its answer. */
    record Prepared(OutgoingCall outgoing, ModelResponse response) {}
}
