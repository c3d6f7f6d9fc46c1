package dev.pointsman.router;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.UnknownModel;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.EndpointCredentials.LastCredential;
import dev.pointsman.router.analysis.LoadedPolicy;
import dev.pointsman.router.analysis.PolicyAnalysis;
import dev.pointsman.router.analysis.production.ProductionDemands;
import dev.pointsman.router.analysis.production.ProductionPolicy;
import dev.pointsman.router.analysis.production.Standing;
import dev.pointsman.router.attempt.Hop;
import dev.pointsman.router.attempt.Terms;
import dev.pointsman.router.catalog.ModelCatalog;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.OnLoss;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.control.Asked;
import dev.pointsman.router.control.RouterStatus;
import dev.pointsman.router.credentials.CredentialPools;
import dev.pointsman.router.dialect.Issuers;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.money.Purse;
import dev.pointsman.router.money.Spender;
import dev.pointsman.router.selection.Carried;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.EndpointFacts;
import dev.pointsman.router.selection.EndpointsReader;
import dev.pointsman.router.selection.InputsReader;
import dev.pointsman.router.selection.Moment;
import dev.pointsman.router.selection.PolicyPlugins;
import dev.pointsman.router.selection.ProfileResolver;
import dev.pointsman.router.selection.RecordedDecision;
import dev.pointsman.router.selection.Resolution;
import dev.pointsman.router.selection.Resolution.Resolved;
import dev.pointsman.router.selection.Selector;
import dev.pointsman.router.session.Affinity;
import dev.pointsman.router.session.Session;
import dev.pointsman.router.workload.FeaturesReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One policy with the providers it made and the models they list: the steps of a request that depend on them. Never changes; a
 * request walks its whole path on the one it began with. Thread-safe.
 */
final class PolicySnapshot {

    /** Of the request that a policy is analysed with. */
    private static final int ORDINARY_TOKENS = 1_000;

    private final Services services;
    private final PolicyTree tree;
    private final RouterConfig config;
    private final PolicyPlugins plugins;
    private final MadeProviders providers;
    private final CredentialPools pools;
    private final FeaturesReader featuresReader = new FeaturesReader();
    private final View view;
    private final List<BudgetConfig> budgets;

    /** What follows from the list of endpoints. */
    private record View(List<EndpointFacts> endpoints, InputsReader inputs, ProfileResolver resolver) {}

    PolicySnapshot(
            Services services, PolicyTree tree, RouterConfig config, PolicyPlugins plugins, MadeProviders providers) {
        this.services = services;
        this.tree = tree;
        this.config = config;
        this.plugins = plugins;
        this.providers = providers;
        this.pools = CredentialPools.of(config);
        this.view = look();
        this.budgets = config.budgets();
    }

    /** The same policy and providers, with the models they list by now. */
    PolicySnapshot relisted() {
        return new PolicySnapshot(services, tree, config, plugins, providers);
    }

    PolicyTree tree() {
        return tree;
    }

    String version() {
        return tree.version();
    }

    RouterConfig config() {
        return config;
    }

    MadeProviders providers() {
        return providers;
    }

    List<EndpointFacts> endpoints() {
        return view.endpoints();
    }

    /** Null when the endpoint or its price is unknown. */
    @Nullable
    Price price(EndpointKey endpoint) {
        return view.inputs()
                .endpoint(endpoint)
                .map(known -> known.model().price())
                .orElse(null);
    }

    RequestFeatures features(
            ModelRequest request, RequestFacts facts, CallContext context, @Nullable String sessionModel) {
        return featuresReader.read(request, facts, context, sessionModel);
    }

    /** @throws ProviderException {@code UnknownModel}, which also hides what exists but is not for this caller */
    Resolved resolve(String model, RequestFeatures features, CallContext context) {
        return switch (view.resolver()
                .resolve(model, features, context.headers(), services.clock().instant())) {
            case Resolved resolved -> resolved;
            case Resolution.UnknownModel unknown -> throw new ProviderException(new UnknownModel(unknown.wayOut()));
            case Resolution.NotAllowed closed ->
                throw new ProviderException(new UnknownModel("GET /v1/models lists those that are"));
        };
    }

    /** Whether an estimate of the input is too coarse to tell whether it fits the profile's candidates. */
    boolean isNearWindow(Resolved resolved, RequestFeatures features) {
        return view.inputs().isNearWindow(resolved.profile(), features);
    }

    Decision decide(
            Resolved resolved, RequestFeatures features, ModelRequest request, Session session, CallContext context) {
        Affinity affinity = session.affinity(features);
        long seed = ThreadLocalRandom.current().nextLong();
        long deadline = context.deadline().map(Duration::toMillis).orElse(Moment.NO_DEADLINE);
        EndpointCredentials credentials =
                credentials(resolved, features, last(session, features), spread(affinity, seed), affinity);
        return Selector.decide(view.inputs()
                .read(
                        resolved.profile(),
                        features,
                        new LossOutlook(services.dialects(), providers, request, issuers(features, session)),
                        affinity,
                        credentials::reading,
                        new Moment(services.clock().millis(), seed, deadline)));
    }

    /** All of a conversation are spread alike, and requests of none each by itself. */
    private static String spread(Affinity affinity, long seed) {
        return affinity.session() == null ? Long.toHexString(seed) : affinity.session();
    }

    private static LastCredential last(Session session, RequestFeatures features) {
        return provider -> session.lastCredential(provider, features);
    }

    private EndpointCredentials credentials(
            Resolved resolved, RequestFeatures features, LastCredential last, String spread, Affinity affinity) {
        return new EndpointCredentials(
                pools,
                services.credentials(),
                services.health(),
                features.caller().workspace(),
                resolved.profile().require().owners(),
                last,
                spread,
                endpoint -> RequestTerms.demand(endpoint, features, affinity));
    }

    /** What this policy makes of a request that was decided before; empty when the model it asked for is none of this policy's. */
    Optional<Decision> decideAgain(RecordedDecision before, Asked asked) {
        Resolution resolution = view.resolver()
                .resolve(
                        asked.features().model(),
                        asked.features(),
                        asked.headers(),
                        Instant.ofEpochMilli(before.moment().nowMillis()));
        if (!(resolution instanceof Resolved resolved)) {
            return Optional.empty();
        }
        Affinity affinity = before.affinity();
        EndpointCredentials credentials = credentials(
                resolved,
                asked.features(),
                LastCredential.UNKNOWN,
                spread(affinity, before.moment().seed()),
                affinity);
        return Optional.of(Selector.decide(view.inputs()
                .read(
                        resolved.profile(),
                        asked.features(),
                        asked.dialect(),
                        affinity,
                        endpoint -> before.health(endpoint).orElseGet(() -> credentials.reading(endpoint)),
                        before.moment())));
    }

    /** The ranked candidates with their credentials, each ready to be judged again and tried. */
    Iterable<Hop> hops(
            Decision decision,
            Resolved resolved,
            RequestFeatures features,
            ModelRequest request,
            CallContext context,
            Session session,
            Purse purse) {
        long seed = new RecordedDecision(decision).moment().seed();
        Affinity affinity = session.affinity(features);
        return new Hops(
                decision,
                view.inputs(),
                view.inputs().hopCheck(decision, resolved.profile(), features),
                resolved.profile().onLoss() == OnLoss.FORBID,
                providers,
                credentials(resolved, features, last(session, features), spread(affinity, seed), affinity),
                services,
                request,
                context,
                issuers(features, session),
                purse,
                resolved.profile().attempts().connect());
    }

    private static Issuers issuers(RequestFeatures features, Session session) {
        return Pins.haveReasoning(features.pins()) ? session::issuerOf : Issuers.ABSENT;
    }

    /** How the request would come to each of them, by {@code provider/model}; of those it cannot be sent to nothing is said. */
    static Map<String, Carried> carried(Dialect asked, Iterable<Hop> hops) {
        Map<String, Carried> carried = new HashMap<>();
        for (Hop hop : hops) {
            try {
                OutgoingCall outgoing = ((RankedHop) hop).outgoing();
                List<String> losses = outgoing.losses().stream()
                        .map(loss -> loss.path() + ": " + loss.reason())
                        .toList();
                Dialect sent = outgoing.request().dialect();
                carried.put(
                        hop.endpoint().name(),
                        new Carried(sent.equals(asked) ? null : sent.name(), outgoing.edits(), losses));
            } catch (ProviderException e) {
                // The request's own way would leave this candidate out too, and ask the next.
                continue;
            }
        }
        return carried;
    }

    /** The budgets that a request counts to. */
    Purse purse(Decision decision, RequestFeatures features, RequestFacts facts, ModelRequest request) {
        return services.budgets()
                .purse(
                        budgets,
                        new Spender(features.caller(), decision.profile()),
                        () -> PayableRequest.size(services.dialects(), request, facts, features),
                        decision.id());
    }

    /** Another profile for a request that its budget does not cover; empty where nothing may lead there. */
    Optional<Resolved> downgrade(Resolved resolved, Purse purse, RequestFeatures features) {
        return purse.downgrade()
                .flatMap(refusal -> view.resolver()
                        .downgrade(resolved, String.valueOf(refusal.downgradeTo()), features, refusal.budget()));
    }

    List<BudgetConfig> budgets() {
        return budgets;
    }

    /** Within what the request is tried. */
    Terms terms(Decision decision, Resolved resolved, RequestFeatures features, CallContext context) {
        return RequestTerms.of(decision, resolved.profile(), features, context, services);
    }

    /** What the policy allows and hardly means. */
    List<SettingsProblem> warnings() {
        return PolicyAnalysis.warnings(loaded());
    }

    /** How it stands to what is asked of a policy before people depend on it. */
    Map<String, Standing> production() {
        return ProductionDemands.of(new ProductionPolicy(loaded(), tree.values()));
    }

    private LoadedPolicy loaded() {
        return new LoadedPolicy(
                config, view.endpoints(), this::decideOrdinary, services.credentials()::fingerprint, today());
    }

    private Decision decideOrdinary(ProfileConfig profile) {
        return decideOrdinary(
                profile, RequestFeatures.builder().inputTokens(ORDINARY_TOKENS).build());
    }

    /** What a profile makes of a request that is nobody's, while every endpoint is well. */
    private Decision decideOrdinary(ProfileConfig profile, RequestFeatures features) {
        return Selector.decide(view.inputs()
                .read(
                        profile,
                        features,
                        Dialect.OPENAI_CHAT,
                        Affinity.none(),
                        endpoint -> HealthReading.unknown(1),
                        new Moment(services.clock().millis(), 0, Moment.NO_DEADLINE)));
    }

    /** The names that the caller may ask for, then every {@code provider/model} that may answer it. */
    List<ModelDescriptor> models(Caller caller) {
        return view.resolver().models(caller, this::decideOrdinary);
    }

    RouterStatus status() {
        return new StatusReader(this, pools, services).read();
    }

    private View look() {
        ModelCatalog catalog = ModelCatalog.builtIn();
        List<EndpointFacts> endpoints =
                new EndpointsReader(config, catalog, today()).read(providers.listed(), providers.dialects());
        return new View(
                endpoints,
                new InputsReader(config, endpoints, plugins, version(), catalog.version(), services.learned()),
                new ProfileResolver(config, endpoints));
    }

    private LocalDate today() {
        return services.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
