package dev.pointsman.router.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of a request; every member that was written must hold. A list of globs holds when one matches, an empty list
 * was not written.
 *
 * @param labels every one must match
 * @param headers by lower case name; every one must match
 * @param tools whether tools must be offered or must not; null for either
 * @param images whether images must be there or must not; null for either
 * @param schema whether an answer by JSON Schema must be asked for or must not; null for either
 * @param reasoning whether reasoning must be asked for or must not; null for either
 * @param time of day; null for any
 * @param minTokens estimated input tokens, inclusive
 * @param maxTokens estimated input tokens, inclusive
 */
public record RuleCondition(
        List<Glob> model,
        List<Glob> workload,
        List<Glob> agent,
        List<Glob> workspace,
        List<Glob> user,
        List<Glob> key,
        Map<String, Glob> labels,
        Map<String, Glob> headers,
        @Nullable Boolean tools,
        @Nullable Boolean images,
        @Nullable Boolean schema,
        @Nullable Boolean reasoning,
        @Nullable TimeWindow time,
        int minTokens,
        int maxTokens) {

    public RuleCondition {
        model = List.copyOf(model);
        workload = List.copyOf(workload);
        agent = List.copyOf(agent);
        workspace = List.copyOf(workspace);
        user = List.copyOf(user);
        key = List.copyOf(key);
        labels = Map.copyOf(labels);
        headers = Map.copyOf(headers);
    }

    private static final RuleCondition ALWAYS = new RuleCondition(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            null,
            null,
            null,
            null,
            null,
            0,
            Integer.MAX_VALUE);

    /** Whether it asks nothing, so that no later rule is ever reached. */
    public boolean always() {
        return equals(ALWAYS);
    }

    /** Whether every request that the other matches is matched by this one too. */
    public boolean covers(RuleCondition other) {
        return covers(model, other.model)
                && covers(workload, other.workload)
                && covers(agent, other.agent)
                && covers(workspace, other.workspace)
                && covers(user, other.user)
                && covers(key, other.key)
                && covers(labels, other.labels)
                && covers(headers, other.headers)
                && (tools == null || tools.equals(other.tools))
                && (images == null || images.equals(other.images))
                && (schema == null || schema.equals(other.schema))
                && (reasoning == null || reasoning.equals(other.reasoning))
                && (time == null || time.equals(other.time))
                && minTokens <= other.minTokens
                && maxTokens >= other.maxTokens;
    }

    /** A pattern that matches another one's text matches all that the other does: only a star matches a star. */
    private static boolean covers(List<Glob> these, List<Glob> others) {
        return these.isEmpty()
                || !others.isEmpty()
                        && others.stream()
                                .allMatch(other -> these.stream().anyMatch(glob -> glob.matches(other.pattern())));
    }

    private static boolean covers(Map<String, Glob> these, Map<String, Glob> others) {
        return these.entrySet().stream().allMatch(entry -> {
            Glob other = others.get(entry.getKey());
            return other != null && entry.getValue().matches(other.pattern());
        });
    }
}
