package dev.pointsman.router;

import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.TokenCount;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.BudgetExhausted;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.TokenCounter;
import dev.pointsman.router.attempt.Cancellation;
import dev.pointsman.router.attempt.CommittedResponse;
import dev.pointsman.router.attempt.Hop;
import dev.pointsman.router.attempt.Terms;
import dev.pointsman.router.config.CaptureConfig;
import dev.pointsman.router.control.ControlDoor;
import dev.pointsman.router.control.ControlSources;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.money.Purse;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.Resolution.Resolved;
import dev.pointsman.router.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The provider {@code auto}: takes a request in any dialect it knows, decides which model answers, and tries until one does. What a
 * request meets on its way stands, in order, in {@link #route}.
 */
final class AutoProvider implements ModelProvider, RouterControl, TokenCounter {

    private static final Duration MODEL_LISTS_LIVE = Duration.ofMinutes(5);

    private final Services services;
    private final LivePolicy policies;
    private final ControlDoor control;
    private final TokenCounting counting;
    private final Future<?> refresh;
    private final LocalProbes probes;

    AutoProvider(Services services, LivePolicy policies) {
        this.services = services;
        this.policies = policies;
        this.control = new ControlDoor(new ControlSources(
                this,
                () -> policies.look().status(),
                () -> policies.look().config(),
                policies,
                services.decisions(),
                services.accounts(),
                services.budgets(),
                services.admissions(),
                services.clock()));
        this.counting = new TokenCounting(services.dialects(), policies);
        long every = MODEL_LISTS_LIVE.toSeconds();
        this.refresh = services.timers().scheduleWithFixedDelay(policies::refreshSoon, every, every, TimeUnit.SECONDS);
        this.probes = new LocalProbes(
                services.health(), provider -> policies.look().providers().listAgain(provider), services.timers());
    }

    @Override
    public ModelResponse call(ModelRequest request, CallContext context) {
        Journey journey = new Journey(request, context, services);
        ModelResponse routed =
                new RoutedResponse(cancellation -> route(journey, cancellation), journey::served, journey::limits);
        return captured(request, context, PricedResponse.where(context, routed, journey::priced));
    }

    /** Where the policy asks for it; elsewhere it is the same response. */
    private ModelResponse captured(ModelRequest request, CallContext context, ModelResponse response) {
        String workspace = context.caller().workspace();
        CaptureConfig capture = policies.look().config().workspace(workspace).capture();
        return services.captures().around(capture, workspace, request, response);
    }

    /** A request's whole path, until an answer commits; what follows the commit is {@link CommittedResponse}. */
    private CommittedResponse route(Journey journey, Cancellation cancellation) {
        ModelRequest request = journey.request();
        CallContext context = journey.context();
        PolicySnapshot policy = journey.enter(policies);
        try {
            RequestFacts facts = services.dialects().facts(request);
            Session session = services.sessions().find(context.caller(), request.model(), facts);
            RequestFeatures estimated = policy.features(request, facts, context, session.lastModel());
            journey.admit(policy, estimated);
            Resolved resolved = policy.resolve(request.model(), estimated, context);
            RequestFeatures features = counting.nearWindow(policy, resolved, request, estimated);
            CommittedResponse response = answer(journey, policy, facts, features, session, resolved, cancellation);
            journey.committed(response);
            return response;
        } catch (ProviderException e) {
            journey.failed(e.failure());
            throw e;
        } finally {
            journey.leaveUnlessCommitted();
        }
    }

    /** Decides under one profile and tries; where a budget does not cover it and names another profile, once more under that. */
    private CommittedResponse answer(
            Journey journey,
            PolicySnapshot policy,
            RequestFacts facts,
            RequestFeatures features,
            Session session,
            Resolved resolved,
            Cancellation cancellation) {
        ModelRequest request = journey.request();
        CallContext context = journey.context();
        Decision decision = policy.decide(resolved, features, request, session, context);
        journey.decided(decision, resolved, features, session);
        Purse purse = policy.purse(decision, features, facts, request);
        Iterable<Hop> hops = policy.hops(decision, resolved, features, request, context, session, purse);
        Terms terms = policy.terms(decision, resolved, features, context);
        journey.within(terms.limits());
        try {
            services.exhausted().check(request, context);
            return services.attempts().run(hops, terms, cancellation, journey.log(), journey::ended);
        } catch (ProviderException e) {
            Optional<Resolved> cheaper = policy.downgrade(resolved, purse, features);
            if (!(e.failure() instanceof BudgetExhausted) || cheaper.isEmpty()) {
                services.exhausted().remember(request, context, e.failure());
                throw LastWord.of(e, decision, resolved.profile());
            }
            journey.downgraded(resolved, cheaper.get());
            return answer(journey, policy, facts, features, session, cheaper.get(), cancellation);
        }
    }

    @Override
    public RoutingDecision explain(ModelRequest request, CallContext context) {
        PolicySnapshot policy = policies.look();
        RequestFacts facts = services.dialects().facts(request);
        Session session = services.sessions().find(context.caller(), request.model(), facts);
        RequestFeatures estimated = policy.features(request, facts, context, session.lastModel());
        Resolved resolved = policy.resolve(request.model(), estimated, context);
        RequestFeatures features = counting.nearWindow(policy, resolved, request, estimated);
        Decision decision = policy.decide(resolved, features, request, session, context);
        Purse purse = policy.purse(decision, features, facts, request);
        return decision.carrying(PolicySnapshot.carried(
                request.dialect(), policy.hops(decision, resolved, features, request, context, session, purse)));
    }

    @Override
    public TokenCount countTokens(ModelRequest request, CallContext context) {
        return counting.count(request, context);
    }

    @Override
    public ModelResponse handle(ControlRequest request) {
        return control.handle(request);
    }

    @Override
    public SequencedSet<Dialect> dialects() {
        return services.dialects().known();
    }

    @Override
    public List<ModelDescriptor> models(CallContext context) {
        return policies.look().models(context.caller());
    }

    @Override
    public void close() {
        refresh.cancel(false);
        probes.close();
        policies.close();
        services.close();
    }
}
