package dev.pointsman.router.selection;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.policy.CandidateFilter;
import dev.pointsman.api.policy.CandidateScorer;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.policy.Verdict;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.catalog.Latency;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.config.OnLoss;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.config.Requirements;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.credentials.CredentialPools;
import dev.pointsman.router.credentials.Pool;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.session.Affinity;
import dev.pointsman.router.workload.LearnedUsage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a decision depends on. One per policy snapshot: what does not change from request to request is worked out when
 * it is made. Immutable and thread-safe; no I/O.
 */
public final class InputsReader {

    /** Estimates are mostly this good. */
    private static final double NEAR = 0.1;

    private final RouterConfig config;
    private final Map<String, EndpointFacts> endpoints = new LinkedHashMap<>();
    private final PolicyPlugins plugins;
    private final String policyVersion;
    private final String catalogVersion;
    private final LearnedUsage learned;
    private final CostReader costs;
    private final CredentialPools pools;
    private final Map<String, CandidatePlan> plans = new HashMap<>();

    public InputsReader(
            RouterConfig config,
            List<EndpointFacts> endpoints,
            PolicyPlugins plugins,
            String policyVersion,
            String catalogVersion,
            LearnedUsage learned) {
        this.config = config;
        endpoints.forEach(endpoint -> this.endpoints.put(endpoint.name(), endpoint));
        this.plugins = plugins;
        this.policyVersion = policyVersion;
        this.catalogVersion = catalogVersion;
        this.learned = learned;
        this.costs = new CostReader(learned);
        this.pools = CredentialPools.of(config);
        config.profiles().forEach((name, profile) -> plans.put(name, CandidatePlan.of(profile, endpoints)));
    }

    /**
     * Gathers the inputs of one decision without looking at the request's body: whoever does not take its dialect counts as one
     * where it would lose something.
     *
     * @param dialect of the request
     */
    public DecisionInputs read(
            ProfileConfig profile,
            RequestFeatures features,
            Dialect dialect,
            Affinity affinity,
            Function<EndpointKey, HealthReading> health,
            Moment moment) {
        Predicate<EndpointFacts> loses = endpoint ->
                !endpoint.dialects().isEmpty() && !endpoint.dialects().contains(dialect);
        return read(profile, features, loses, affinity, health, moment);
    }

    /**
     * Gathers the inputs of one decision.
     *
     * @param loses whether the request would lose something on its way there; asked only where the profile avoids that
     * @param health what is known of an endpoint right now; called once per candidate
     */
    public DecisionInputs read(
            ProfileConfig profile,
            RequestFeatures features,
            Predicate<EndpointFacts> loses,
            Affinity affinity,
            Function<EndpointKey, HealthReading> health,
            Moment moment) {
        CandidatePlan plan = plan(profile);
        List<CandidateScorer> scorers = plugins.scorers(profile);
        CandidateInputs candidates = plan.facts().forRequest(scorers.size());
        List<CandidateFilter> filters = plugins.filters(profile);
        String workspace = features.caller().workspace();
        BoundsCheck bounds = BoundsCheck.of(
                features.caller().bounds(), config.workspace(workspace).allow());
        for (int i = 0; i < candidates.size(); i++) {
            EndpointFacts endpoint = plan.endpoints().get(i);
            putFit(candidates, i, endpoint, features, profile.require());
            candidates.lossy[i] = profile.onLoss() == OnLoss.AVOID && loses.test(endpoint);
            costs.putTokens(candidates, i, endpoint, features);
            putReading(candidates, i, health.apply(endpoint.key()), endpoint.model());
            costs.putCache(candidates, i, endpoint, affinity);
            CostReader.putPrice(candidates, i, endpoint.model().price(), affinity.hourLong(), features.inputTokens());
            Pool pool = pools.of(workspace, endpoint.key().provider());
            candidates.owner[i] = pool.owner(profile.require().owners(), endpoint.owner());
            candidates.barred[i] = barred(endpoint, bounds, pool);
            askPlugins(candidates, i, endpoint, features, filters, scorers);
        }
        return new DecisionInputs(
                moment.nowMillis(),
                moment.seed(),
                policyVersion,
                catalogVersion,
                request(features, affinity, moment),
                policy(profile, scorers, affinity, isNamed(features)),
                candidates);
    }

    /**
     * Whether a request comes so near a candidate's window that an estimate cannot tell whether it fits.
     *
     * @param features estimated
     */
    public boolean isNearWindow(ProfileConfig profile, RequestFeatures features) {
        CandidateInputs facts = plan(profile).facts();
        int asked = features.maxOutputTokens().orElse(0);
        for (int i = 0; i < facts.size(); i++) {
            int window = facts.window[i];
            int given = facts.maxOutput[i] < 0 ? asked : Math.min(asked, facts.maxOutput[i]);
            double size = features.inputTokens() * learned.tokenRatio(facts.name[i]) + given;
            if (window >= 0 && Math.abs(size - window) <= NEAR * window) {
                return true;
            }
        }
        return false;
    }

    /** A profile that the policy does not hold, such as one narrowed to a single model, is planned when it comes. */
    private CandidatePlan plan(ProfileConfig profile) {
        CandidatePlan plan = plans.get(profile.name());
        ProfileConfig planned = config.profiles().get(profile.name());
        if (plan != null && (profile == planned || profile.equals(planned))) {
            return plan;
        }
        boolean single = profile.fallback().isEmpty()
                && profile.candidates().size() == 1
                && profile.candidates().getFirst().isLiteral();
        if (!single) {
            return CandidatePlan.of(profile, List.copyOf(endpoints.values()));
        }
        EndpointFacts endpoint = endpoints.get(profile.candidates().getFirst().pattern());
        return CandidatePlan.of(profile, endpoint == null ? List.of() : List.of(endpoint));
    }

    private static void putFit(
            CandidateInputs into, int i, EndpointFacts endpoint, RequestFeatures features, Requirements require) {
        ModelFacts model = endpoint.model();
        into.lacking[i] = Needs.lacking(features.needs(), require.capabilities(), model.capabilities());
        into.quality[i] = model.quality() == null ? Double.NaN : model.quality().of(features.workload());
    }

    private static void putReading(CandidateInputs into, int i, HealthReading reading, ModelFacts model) {
        Latency prior = model.latency() == null ? Latency.UNKNOWN_MODEL : model.latency();
        boolean first = reading.firstTokenMillis() >= 0;
        boolean pace = reading.millisPerToken() >= 0;
        into.firstTokenMillis[i] = first ? reading.firstTokenMillis() : prior.firstTokenMillis();
        into.millisPerToken[i] = pace ? reading.millisPerToken() : prior.millisPerToken();
        into.measured[i] = first && pace;
        into.availability[i] = reading.availability();
        into.closedBy[i] = reading.closedBy();
        into.closedForMillis[i] = reading.closedForMillis();
        into.credential[i] = reading.credentialId();
    }

    private static @Nullable String barred(EndpointFacts endpoint, BoundsCheck bounds, Pool pool) {
        if (!endpoint.enabled()) {
            return DropReason.DISABLED.code();
        }
        if (!bounds.allows(endpoint)) {
            return DropReason.NOT_ALLOWED.code();
        }
        return pool.isClosed() ? DropReason.NO_CREDENTIAL.code() : null;
    }

    private static void askPlugins(
            CandidateInputs into,
            int i,
            EndpointFacts endpoint,
            RequestFeatures features,
            List<CandidateFilter> filters,
            List<CandidateScorer> scorers) {
        if (filters.isEmpty() && scorers.isEmpty()) {
            return;
        }
        Set<Capability> capabilities = endpoint.model().capabilities();
        Candidate candidate = Candidates.of(into, i, features.inputTokens(), capabilities);
        for (int scorer = 0; scorer < scorers.size(); scorer++) {
            into.scores[scorer][i] =
                    scorers.get(scorer).score(candidate, features).value();
        }
        String refused = refused(candidate, features, filters);
        if (into.barred[i] == null) {
            into.barred[i] = refused;
        }
    }

    /** The first filter that drops the candidate, as it is recorded; null when none does. */
    static @Nullable String refused(Candidate candidate, RequestFeatures features, List<CandidateFilter> filters) {
        for (CandidateFilter filter : filters) {
            if (filter.judge(candidate, features) instanceof Verdict.Drop) {
                return DropReason.FILTER.code() + ":" + filter.name();
            }
        }
        return null;
    }

    /** Who asks for one model by its name gets that model or its vendor's own words, not our guess of whose its state is. */
    private boolean isNamed(RequestFeatures features) {
        return endpoints.containsKey(features.model());
    }

    private static RequestInputs request(RequestFeatures features, Affinity affinity, Moment moment) {
        return new RequestInputs(
                features.model(),
                features.workload(),
                features.inputTokens(),
                features.countedBy(),
                features.maxOutputTokens().orElse(-1),
                features.tools(),
                features.turns(),
                features.toolLoop(),
                features.needs().stream().map(Capability::name).sorted().toList(),
                features.pins().stream().sorted().toList(),
                affinity.session(),
                moment.deadlineMillis(),
                affinity.hourLong());
    }

    private static PolicyInputs policy(
            ProfileConfig profile, List<CandidateScorer> scorers, Affinity affinity, boolean named) {
        Requirements require = profile.require();
        List<String> names = scorers.stream().map(CandidateScorer::name).toList();
        return new PolicyInputs(
                profile.name(),
                profile.weights(),
                names,
                names.stream()
                        .map(name -> profile.scorers().getOrDefault(name, 0.0))
                        .toList(),
                require.local(),
                require.regions(),
                CandidatePlan.days(require.retention()),
                require.owners(),
                profile.failClosed(),
                profile.qualityFloor(),
                CandidatePlan.orUnknown(profile.maxPrice()),
                CandidatePlan.orUnknown(profile.maxInputPrice()),
                CandidatePlan.orUnknown(profile.maxOutputPrice()),
                profile.latencyTarget() == null
                        ? Double.NaN
                        : profile.latencyTarget().toMillis() / 1e3,
                profile.unknownPrices(),
                profile.onLoss(),
                named ? null : affinity.lock(),
                affinity.lastModel(),
                affinity.lastModel() == null ? 0 : Affinity.STICKINESS,
                affinity.brokeOff());
    }

    /** For looking again at the decision's candidates right before each attempt. */
    public HopCheck hopCheck(Decision decision, ProfileConfig profile, RequestFeatures features) {
        return new HopCheck(
                decision, features, plugins.filters(profile), plan(profile).endpoints());
    }

    /** An endpoint as the snapshot knows it; empty when it has none of this name. */
    public Optional<EndpointFacts> endpoint(EndpointKey key) {
        return Optional.ofNullable(endpoints.get(key.name()));
    }
}
