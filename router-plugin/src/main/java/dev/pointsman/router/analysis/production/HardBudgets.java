package dev.pointsman.router.analysis.production;

import static dev.pointsman.router.analysis.production.ProductionPolicy.key;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.BudgetMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whoever spends the platform's money has a limit that holds. */
final class HardBudgets implements Demand {

    @Override
    public String id() {
        return "hard-budgets";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        List<SettingsProblem> flaws = new ArrayList<>();
        List<String> bounded = new ArrayList<>();
        for (String workspace : policy.workspaces()) {
            if (!policy.platformPaysFor(workspace)) {
                continue;
            }
            List<BudgetConfig> budgets = policy.config().budgets().stream()
                    .filter(budget -> countsAll(budget.match(), workspace))
                    .toList();
            if (budgets.stream().anyMatch(BudgetConfig::hard)) {
                bounded.add(workspace);
            } else {
                flaws.add(new SettingsProblem(
                        "workspaces." + workspace + ".budget",
                        budgets.isEmpty()
                                ? "the platform pays for it without a limit"
                                : "the platform pays for it and its limit is a soft one",
                        "workspaces: {" + key(workspace)
                                + ": {budget: {monthly: 500 USD, enforcement: hard}}}   # the limit you mean"));
            }
        }
        return Standing.of(
                flaws,
                bounded.isEmpty() ? "the platform pays for nobody" : "hard limits of " + String.join(", ", bounded));
    }

    /** Whether every request of a workspace counts to it. */
    private static boolean countsAll(BudgetMatch match, String workspace) {
        boolean narrower = Stream.of(
                        match.key(), match.user(), match.agent(), match.profile(), match.provider(), match.model())
                .anyMatch(globs -> !globs.isEmpty());
        return !narrower
                && match.labels().isEmpty()
                && (match.workspace().isEmpty()
                        || match.workspace().stream().anyMatch(glob -> glob.matches(workspace)));
    }
}
