package dev.pointsman.router.simulation;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.attempt.AttemptLoop;
import dev.pointsman.router.attempt.Cancellation;
import dev.pointsman.router.attempt.CommittedResponse;
import dev.pointsman.router.attempt.Ending;
import dev.pointsman.router.attempt.ExtraSpend;
import dev.pointsman.router.attempt.Hedging;
import dev.pointsman.router.attempt.Hop;
import dev.pointsman.router.attempt.RetryBudget;
import dev.pointsman.router.attempt.Terms;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.health.Demand;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.money.BudgetState;
import dev.pointsman.router.money.Budgets;
import dev.pointsman.router.money.Purse;
import dev.pointsman.router.money.RequestSize;
import dev.pointsman.router.money.Spender;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.HopCheck;
import dev.pointsman.router.selection.Moment;
import dev.pointsman.router.selection.Selector;
import dev.pointsman.router.session.Affinity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The router's own parts, put together as its provider {@code auto} does, on a world's time and chance. */
final class SimulatedRouter {

    /** Half of them, and what vendors put before the model, are 1,000 tokens. */
    private static final int BYTES = 976;

    private final WorldPlan plan;
    private final VirtualTime time;
    private final Network network;
    private final Dice dice;
    private final Policy policy;
    private final EndpointHealth health;
    private final AttemptLoop attempts;
    private final Budgets budgets;
    private final List<BudgetConfig> limits;
    private final ExtraSpend extraSpend = new ExtraSpend();
    private final Map<EndpointKey, VendorPlan> vendors = new LinkedHashMap<>();

    SimulatedRouter(WorldPlan plan, VirtualTime time, Network network, Dice dice) {
        this.plan = plan;
        this.time = time;
        this.network = network;
        this.dice = dice;
        this.policy = Policy.of(plan.vendors());
        this.health = new EndpointHealth(plan.mechanisms().health(), time::nanoTime, dice::share);
        RetryBudget retries = new RetryBudget(plan.mechanisms().retries(plan.retries()), time::nanoTime);
        this.attempts = new AttemptLoop(health, retries, time, time::nanoTime, dice::share);
        this.budgets = Budgets.over(HostContext.none(), time);
        this.limits = Policy.budgets(plan.budgetMicros());
        plan.vendors().forEach(vendor -> vendors.put(vendor.key(), vendor));
    }

    /** Until an answer commits; blocks the calling thread of the world. */
    CommittedResponse answer(RequestPlan request, Cancellation cancellation, AttemptLog log, Ending ending) {
        ProfileConfig profile = policy.profile(profileName(request));
        RequestFeatures features = RequestFeatures.builder()
                .caller(Scope.of(request).caller())
                .inputTokens(1_000)
                .maxOutputTokens(request.words())
                .build();
        Decision decision = Selector.decide(policy.inputs()
                .read(
                        profile,
                        features,
                        Dialect.OPENAI_CHAT,
                        Affinity.none(),
                        endpoint -> reading(vendors.get(endpoint)),
                        new Moment(time.millis(), dice.number(), Moment.NO_DEADLINE)));
        RequestSize size =
                new RequestSize(BYTES, 0, 1, false, true, OptionalInt.of(request.words()), () -> Long.MAX_VALUE / 4);
        Purse purse = budgets.purse(
                limits, new Spender(features.caller(), profile.name()), () -> size, "r" + request.number());
        HopCheck check = policy.inputs().hopCheck(decision, profile, features);
        network.accepted(request);
        return attempts.run(hops(request, decision, check, purse), terms(request, decision), cancellation, log, ending);
    }

    private String profileName(RequestPlan request) {
        return plan.mechanisms().panic() ? request.kind().profile() : "cheapest";
    }

    private List<Hop> hops(RequestPlan request, Decision decision, HopCheck check, Purse purse) {
        List<Hop> hops = new ArrayList<>();
        decision.ranked().forEach(ranked -> {
            VendorPlan vendor = vendors.get(ranked.endpoint());
            vendor.credentials()
                    .forEach(credential -> hops.add(new SimulatedHop(
                            ranked.candidate(), request, vendor, credential, decision, check, purse, health, network)));
        });
        return hops;
    }

    private Terms terms(RequestPlan request, Decision decision) {
        AttemptLimits usual = request.limits();
        return new Terms(
                decision.panic() ? usual.withMax(1) : usual,
                request.mostPatience(),
                request.hedged() ? new Hedging(Duration.ofMillis(600), 0.5, extraSpend) : null,
                request.repeated());
    }

    /** The state of an endpoint with the first credential that may be tried, or else with the readiest. */
    private HealthReading reading(VendorPlan vendor) {
        return vendor.credentials().stream()
                .map(credential -> health.reading(vendor.key(), credential, Demand.NONE))
                .reduce((first, next) -> next.isReadierThan(first) ? next : first)
                .orElseThrow();
    }

    /** Whether nothing but failures of the vendors', which do not count when nobody else is left, keeps one from being asked. */
    boolean couldAsk(RequestPlan request) {
        return request.kind().mayPanic()
                && plan.vendors().stream()
                        .filter(Scope.of(request)::allows)
                        .anyMatch(vendor ->
                                vendor.credentials().stream().anyMatch(credential -> isAskable(vendor, credential)));
    }

    private boolean isAskable(VendorPlan vendor, String credential) {
        HealthReading reading = health.reading(vendor.key(), credential, Demand.NONE);
        return reading.open() || reading.passedInPanic();
    }

    EndpointHealth health() {
        return health;
    }

    /** How the budget stands; empty where there is none. */
    List<BudgetState> money() {
        return limits.isEmpty() ? List.of() : budgets.report(limits).states();
    }
}
