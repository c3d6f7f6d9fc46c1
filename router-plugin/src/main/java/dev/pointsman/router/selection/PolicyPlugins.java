package dev.pointsman.router.selection;

import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.policy.CandidateFilter;
import dev.pointsman.api.policy.CandidateScorer;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.config.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The filters and scorers that plugins bring, by name. Of two of the same name the first one counts. Immutable. */
public final class PolicyPlugins {

    private static final PolicyPlugins NONE = new PolicyPlugins(List.of(), List.of());

    private final Map<String, CandidateFilter> filters = new LinkedHashMap<>();
    private final Map<String, CandidateScorer> scorers = new LinkedHashMap<>();

    private PolicyPlugins(List<CandidateFilter> filters, List<CandidateScorer> scorers) {
        filters.forEach(filter -> this.filters.putIfAbsent(filter.name(), filter));
        scorers.forEach(scorer -> this.scorers.putIfAbsent(scorer.name(), scorer));
    }

    public static PolicyPlugins none() {
        return NONE;
    }

    public static PolicyPlugins of(List<CandidateFilter> filters, List<CandidateScorer> scorers) {
        return new PolicyPlugins(filters, scorers);
    }

    /** Those the host found. */
    public static PolicyPlugins from(ProviderDirectory directory) {
        return of(directory.extensions(CandidateFilter.class), directory.extensions(CandidateScorer.class));
    }

    /** The names a policy may use. */
    public Vocabulary vocabulary(Set<String> providerTypes) {
        return new Vocabulary(providerTypes, filters.keySet(), scorers.keySet());
    }

    /** Those a profile lists, in its order; names without a plugin were refused when the policy was read. */
    List<CandidateFilter> filters(ProfileConfig profile) {
        return profile.filters().stream()
                .filter(filters::containsKey)
                .map(filters::get)
                .toList();
    }

    List<CandidateScorer> scorers(ProfileConfig profile) {
        return profile.scorers().keySet().stream()
                .filter(scorers::containsKey)
                .map(scorers::get)
                .toList();
    }
}
