package dev.pointsman.router.config;

import java.util.List;
import java.util.Map;

/**
 * Which requests count to a budget; every member that was written must hold. A list of globs holds when one matches, an empty
 * list was not written.
 *
 * @param key ids of virtual keys
 * @param profile the profile that decides
 * @param provider who is asked
 * @param model {@code provider/model}
 * @param labels every one must match
 */
public record BudgetMatch(
        List<Glob> workspace,
        List<Glob> key,
        List<Glob> user,
        List<Glob> agent,
        List<Glob> profile,
        List<Glob> provider,
        List<Glob> model,
        Map<String, Glob> labels) {

    public BudgetMatch {
        workspace = List.copyOf(workspace);
        key = List.copyOf(key);
        user = List.copyOf(user);
        agent = List.copyOf(agent);
        profile = List.copyOf(profile);
        provider = List.copyOf(provider);
        model = List.copyOf(model);
        labels = Map.copyOf(labels);
    }

    /** Every request of one workspace. */
    static BudgetMatch ofWorkspace(String name) {
        List<Glob> none = List.of();
        return new BudgetMatch(List.of(Glob.literal(name)), none, none, none, none, none, none, Map.of());
    }
}
