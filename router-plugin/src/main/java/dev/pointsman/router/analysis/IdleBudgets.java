package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.Glob;
import dev.pointsman.router.config.ProfileConfig;
import java.util.Collection;
import java.util.List;

/** Budgets that nothing counts to, and downgrades that never happen. */
final class IdleBudgets implements Check {

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        for (BudgetConfig budget : policy.config().budgets()) {
            String path = path(budget);
            idle(
                    path + ".match.provider",
                    budget.match().provider(),
                    policy.config().providers().keySet(),
                    warnings);
            idle(
                    path + ".match.profile",
                    budget.match().profile(),
                    policy.config().profiles().keySet(),
                    warnings);
            List<String> models =
                    policy.endpoints().stream().map(endpoint -> endpoint.name()).toList();
            if (!models.isEmpty()) {
                idle(path + ".match.model", budget.match().model(), models, warnings);
            }
            String target = budget.downgradeTo();
            if (target != null) {
                downgrade(policy, path, budget, target, warnings);
            }
        }
    }

    private static void idle(String path, List<Glob> globs, Collection<String> names, List<SettingsProblem> warnings) {
        if (!globs.isEmpty() && names.stream().noneMatch(name -> globs.stream().anyMatch(glob -> glob.matches(name)))) {
            warnings.add(new SettingsProblem(
                    path, "matches nothing, so nothing counts to the budget", "correct the pattern, or remove it"));
        }
    }

    /** Profiles that the budget names and that would break a promise if they were left. */
    private static void downgrade(
            LoadedPolicy policy, String path, BudgetConfig budget, String target, List<SettingsProblem> warnings) {
        ProfileConfig to = policy.config().profiles().get(target);
        if (to == null) {
            return;
        }
        for (ProfileConfig from : policy.config().profiles().values()) {
            boolean named = budget.match().profile().isEmpty()
                    || budget.match().profile().stream().anyMatch(glob -> glob.matches(from.name()));
            if (!named || from.name().equals(target)) {
                continue;
            }
            if (from.failClosed()) {
                warnings.add(never(path, from, target, "it fails closed"));
            } else if (!to.require().cover(from.require())) {
                warnings.add(never(path, from, target, "that would drop what it requires"));
            }
        }
    }

    private static SettingsProblem never(String path, ProfileConfig from, String target, String why) {
        return new SettingsProblem(
                path + ".downgradeTo",
                "requests of " + from.name() + " are never downgraded to " + target + ": " + why,
                "name a profile that requires as much, or leave " + from.name() + " out of match.profile");
    }

    private static String path(BudgetConfig budget) {
        int slash = budget.name().indexOf('/');
        return slash < 0
                ? "budgets." + budget.name()
                : "workspaces." + budget.name().substring(slash + 1) + ".budget";
    }
}
