package dev.pointsman.router.selection;

import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.config.Glob;
import dev.pointsman.router.config.RuleCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a request is what a rule speaks of. */
final class RuleMatch {

    private RuleMatch() {}

    static boolean matches(RuleCondition when, RequestFeatures features, Map<String, String> headers, Instant now) {
        Caller caller = features.caller();
        return any(when.model(), features.model())
                && any(when.workload(), features.workload())
                && any(when.agent(), caller.agent())
                && any(when.workspace(), caller.workspace())
                && any(when.user(), caller.user())
                && any(when.key(), caller.keyId())
                && all(when.labels(), caller.labels())
                && all(when.headers(), headers)
                && is(when.tools(), features.tools() > 0)
                && is(when.images(), features.needs().contains(Capability.IMAGES))
                && is(when.schema(), features.needs().contains(Capability.SCHEMA))
                && is(when.reasoning(), features.needs().contains(Capability.REASONING))
                && (when.time() == null || when.time().contains(now))
                && features.inputTokens() >= when.minTokens()
                && features.inputTokens() <= when.maxTokens();
    }

    private static boolean any(List<Glob> patterns, @Nullable String value) {
        if (patterns.isEmpty()) {
            return true;
        }
        return value != null && patterns.stream().anyMatch(pattern -> pattern.matches(value));
    }

    private static boolean all(Map<String, Glob> patterns, Map<String, String> values) {
        for (Map.Entry<String, Glob> pattern : patterns.entrySet()) {
            String value = values.get(pattern.getKey());
            if (value == null || !pattern.getValue().matches(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(@Nullable Boolean wanted, boolean actual) {
        return wanted == null || wanted == actual;
    }
}
