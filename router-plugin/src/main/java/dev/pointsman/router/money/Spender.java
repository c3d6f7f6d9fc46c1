package dev.pointsman.router.money;

import dev.pointsman.api.provider.Caller;
import dev.pointsman.router.config.BudgetMatch;
import dev.pointsman.router.config.Glob;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For whom money is spent, before it is known where.
 *
 * @param profile the profile that decided
 */
public record Spender(Caller caller, String profile) {

    boolean isMatchedBy(BudgetMatch match) {
        return any(match.workspace(), caller.workspace())
                && any(match.key(), caller.keyId())
                && any(match.user(), caller.user())
                && any(match.agent(), caller.agent())
                && any(match.profile(), profile)
                && all(match.labels(), caller.labels());
    }

    static boolean any(List<Glob> patterns, @Nullable String value) {
        return patterns.isEmpty() || value != null && patterns.stream().anyMatch(pattern -> pattern.matches(value));
    }

    private static boolean all(Map<String, Glob> patterns, Map<String, String> values) {
        return patterns.entrySet().stream().allMatch(pattern -> {
            String value = values.get(pattern.getKey());
            return value != null && pattern.getValue().matches(value);
        });
    }
}
