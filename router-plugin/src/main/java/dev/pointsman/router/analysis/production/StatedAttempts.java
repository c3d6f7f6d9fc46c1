package dev.pointsman.router.analysis.production;

import static dev.pointsman.router.analysis.production.ProductionPolicy.key;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.ProfileConfig;
import java.util.ArrayList;
import java.util.List;

/** How often and how long each kind of work is tried was decided by somebody, and outages are not multiplied. */
final class StatedAttempts implements Demand {

    private static final int MOST = 5;

    @Override
    public String id() {
        return "attempts-stated";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        List<SettingsProblem> flaws = new ArrayList<>();
        for (ProfileConfig profile : policy.config().profiles().values()) {
            String path = "profiles." + profile.name() + ".attempts";
            String change = "profiles: {" + key(profile.name())
                    + ": {attempts: {max: 3, firstToken: 20s, stall: 30s, total: 5m}}}";
            for (String member : List.of("max", "firstToken", "total")) {
                if (!policy.says("profiles", profile.name(), "attempts", member)) {
                    flaws.add(new SettingsProblem(path, "does not say " + member, change));
                    break;
                }
            }
            if (profile.attempts().max() > MOST) {
                flaws.add(new SettingsProblem(
                        path + ".max", profile.attempts().max() + " attempts multiply an outage", change));
            }
        }
        if (!policy.says("resilience", "retryBudget")) {
            flaws.add(new SettingsProblem(
                    "resilience.retryBudget",
                    "nobody said what share of requests may be tried again",
                    "resilience: {retryBudget: {ratio: 0.1, capacity: 20, perSecond: 0.2}}"));
        }
        return Standing.of(flaws, "attempts of every profile, and a retry budget");
    }
}
