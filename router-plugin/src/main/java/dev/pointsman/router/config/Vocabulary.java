package dev.pointsman.router.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that plugins bring and a policy may use. A null set is not checked, for tools that read a policy without its
 * plugins.
 *
 * @param types of providers
 * @param filters names of {@code CandidateFilter} extensions
 * @param scorers names of {@code CandidateScorer} extensions
 */
public record Vocabulary(
        @Nullable Set<String> types,
        @Nullable Set<String> filters,
        @Nullable Set<String> scorers) {

    public Vocabulary {
        types = types == null ? null : Set.copyOf(types);
        filters = filters == null ? null : Set.copyOf(filters);
        scorers = scorers == null ? null : Set.copyOf(scorers);
    }

    public static Vocabulary unchecked() {
        return new Vocabulary(null, null, null);
    }
}
