package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.RuleConfig;
import java.util.List;

/** A rule whose every request is taken by an earlier one. A locked rule is looked for past open ones, so only another lock hides it. */
final class UnreachableRules implements Check {

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        List<RuleConfig> rules = policy.config().rules();
        for (int later = 1; later < rules.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (hides(rules.get(earlier), rules.get(later))) {
                    warnings.add(new SettingsProblem(
                            "rules[" + later + "]",
                            "is never reached, rules[" + earlier + "] takes all of its requests",
                            "move it before that one, or remove it"));
                    break;
                }
            }
        }
    }

    private static boolean hides(RuleConfig earlier, RuleConfig later) {
        return (earlier.lock() || !later.lock()) && earlier.when().covers(later.when());
    }
}
