package dev.pointsman.router.analysis.production;

import static dev.pointsman.router.analysis.production.ProductionPolicy.key;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.config.Requirements;
import dev.pointsman.router.config.RuleConfig;
import java.util.ArrayList;
import java.util.List;

/** Work that may go only to certain places fails when they do, and no header leads it elsewhere. */
final class ClosedDemands implements Demand {

    @Override
    public String id() {
        return "fail-closed";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        List<SettingsProblem> flaws = new ArrayList<>();
        int demanding = 0;
        for (ProfileConfig profile : policy.config().profiles().values()) {
            if (confines(profile.require())) {
                demanding++;
                if (!profile.failClosed()) {
                    flaws.add(new SettingsProblem(
                            "profiles." + profile.name(),
                            "demands where requests go, and may still be answered by an endpoint in panic or of unknown price",
                            "profiles: {" + key(profile.name()) + ": {failClosed: true}}"));
                }
            }
        }
        List<RuleConfig> rules = policy.config().rules();
        for (int i = 0; i < rules.size(); i++) {
            ProfileConfig profile = policy.config().profiles().get(rules.get(i).use());
            if (profile != null && confines(profile.require()) && !rules.get(i).lock()) {
                flaws.add(new SettingsProblem(
                        "rules[" + i + "]",
                        "leads to " + profile.name() + ", and a header or a model's name leads away from it",
                        "lock: true   # in rules[" + i + "]"));
            }
        }
        return Standing.of(
                flaws,
                demanding == 0
                        ? "no profile demands where requests go"
                        : demanding + " profiles that demand where requests go fail closed, their rules are locked");
    }

    private static boolean confines(Requirements require) {
        return require.local()
                || !require.regions().isEmpty()
                || !require.owners().isEmpty()
                || require.retention() != null;
    }
}
