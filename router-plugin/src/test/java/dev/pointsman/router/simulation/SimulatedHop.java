package dev.pointsman.router.simulation;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.attempt.Hop;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.health.Demand;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.money.Offer;
import dev.pointsman.router.money.Opening;
import dev.pointsman.router.money.Purse;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.Drop;
import dev.pointsman.router.selection.HopCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One ranked candidate with one of its credentials. */
record SimulatedHop(
        int candidate,
        RequestPlan request,
        VendorPlan vendor,
        String credentialId,
        Decision decision,
        HopCheck check,
        Purse purse,
        EndpointHealth health,
        Network network)
        implements Hop {

    private static final Payload BODY = Payload.ofUtf8("{}");

    @Override
    public EndpointKey endpoint() {
        return vendor.key();
    }

    @Override
    public int contextWindow() {
        return 200_000;
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
    public OptionalDouble expectedCost() {
        return decision.expectedCost(candidate);
    }

    @Override
    public boolean forbidsLosses() {
        return false;
    }

    @Override
    public Optional<String> dropReason(boolean panic) {
        return check.judge(candidate, health.reading(endpoint(), credentialId, Demand.NONE), panic)
                .map(Drop::code);
    }

    @Override
    public Prepared prepare(Duration deadline) {
        ModelRequest outgoing = ModelRequest.of(endpoint().model(), Dialect.OPENAI_CHAT, true, BODY);
        return new Prepared(
                new OutgoingCall(outgoing, List.of(), List.of(), new WordReader()),
                network.open(request, vendor, credentialId));
    }

    @Override
    public Opening openReservation(Duration left) {
        return purse.open(
                new Offer(
                        endpoint().provider(),
                        endpoint().model(),
                        Policy.facts(vendor).model(),
                        vendor.local(),
                        false),
                left);
    }
}
