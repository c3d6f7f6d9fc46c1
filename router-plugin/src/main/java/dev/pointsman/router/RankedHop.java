package dev.pointsman.router;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.Credential;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.router.attempt.Hop;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.credentials.CredentialState;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.Issuers;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.health.Demand;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.money.Offer;
import dev.pointsman.router.money.Opening;
import dev.pointsman.router.money.Purse;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.Drop;
import dev.pointsman.router.selection.EndpointFacts;
import dev.pointsman.router.selection.HopCheck;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One ranked candidate of one request.
 *
 * @param candidate its index in the decision
 * @param check judges it again
 * @param demand what it takes of a vendor's rate limits
 * @param connect how long connecting may take
 * @param provider answers for it
 * @param issuers of the reasoning in the request
 * @param purse pays for the attempt
 */
record RankedHop(
        int candidate,
        EndpointFacts facts,
        HopCheck check,
        Decision decision,
        Demand demand,
        Duration connect,
        boolean forbidsLosses,
        ModelProvider provider,
        HopCredential credential,
        Dialects dialects,
        EndpointHealth health,
        ModelRequest request,
        CallContext context,
        Issuers issuers,
        Purse purse)
        implements Hop {

    @Override
    public EndpointKey endpoint() {
        return facts.key();
    }

    @Override
    public @Nullable String credentialId() {
        return credential.state().id();
    }

    @Override
    public @Nullable String healthKey() {
        return credential.state().healthKey();
    }

    @Override
    public int contextWindow() {
        Integer window = facts.model().window();
        return window == null ? 0 : window;
    }

    @Override
    public boolean reasons() {
        return facts.model().capabilities() != null
                && facts.model().capabilities().contains(Capability.REASONING);
    }

    @Override
    public OptionalDouble expectedCost() {
        return decision.expectedCost(candidate);
    }

    @Override
    public boolean panic() {
        return decision.panic();
    }

    @Override
    public boolean mayPanic() {
        return !decision.inputs().policy().failClosed();
    }

    @Override
    public Optional<String> dropReason(boolean panic) {
        HealthReading now = EndpointCredentials.reading(endpoint(), credential.state(), health, demand);
        return check.judge(candidate, now, panic).map(Drop::code);
    }

    @Override
    public ProviderException unquoted(ProviderException e) {
        return credential.state().unquoted(e);
    }

    @Override
    public void failed(ProviderFailure failure) {
        credential.failed(failure);
    }

    @Override
    public Prepared prepare(Duration deadline) {
        OutgoingCall outgoing = outgoing();
        return new Prepared(outgoing, provider.call(outgoing.request(), attemptContext(deadline)));
    }

    /** The request as this candidate's provider takes it; does no I/O. */
    OutgoingCall outgoing() {
        ModelTarget target = facts.target().withIssuers(issuers).withOutputCap(purse.outputCap(offer()));
        return dialects.prepare(request, provider.dialects(), target);
    }

    @Override
    public Opening openReservation(Duration left) {
        return purse.open(offer(), left);
    }

    private Offer offer() {
        return new Offer(
                endpoint().provider(), endpoint().model(), facts.model(), facts.local(), credential.isWorkspacesOwn());
    }

    /** Null while nobody knows what it costs. */
    @Nullable
    Price price() {
        return facts.model().price();
    }

    private CallContext attemptContext(Duration deadline) {
        return new CallContext() {
            @Override
            public Caller caller() {
                return context.caller();
            }

            @Override
            public Optional<Credential> credential() {
                return credential.state() instanceof CredentialState.Usable usable
                        ? Optional.of(usable.credential())
                        : Optional.empty();
            }

            @Override
            public Optional<Duration> deadline() {
                return Optional.of(deadline);
            }

            @Override
            public Optional<Duration> connectWithin() {
                return Optional.of(connect);
            }

            @Override
            public Map<String, String> headers() {
                return context.headers();
            }
        };
    }
}
