package dev.pointsman.router.analysis.production;

import static dev.pointsman.router.analysis.production.ProductionPolicy.key;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.ArrayList;
import java.util.List;

/** Of each workspace it is written down whether the platform's credentials pay for it. */
final class PlatformCredentials implements Demand {

    @Override
    public String id() {
        return "platform-credentials";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        boolean shared = policy.config().providers().values().stream()
                .anyMatch(provider -> !provider.platformCredentials().isEmpty());
        if (!shared) {
            return new Standing.Held("the platform has none; each workspace brings its own");
        }
        List<SettingsProblem> flaws = new ArrayList<>();
        List<String> served = new ArrayList<>();
        for (String workspace : policy.workspaces()) {
            if (!policy.says("workspaces", workspace, "byok")) {
                flaws.add(
                        new SettingsProblem(
                                "workspaces." + workspace + ".byok",
                                "nobody said whether the platform's credentials serve it",
                                "workspaces: {" + key(workspace)
                                        + ": {byok: off}}   # off: the platform's; only: its own; first: its own, then the platform's"));
            } else if (policy.platformPaysFor(workspace)) {
                served.add(workspace);
            }
        }
        return Standing.of(flaws, "the platform's serve " + (served.isEmpty() ? "nobody" : String.join(", ", served)));
    }
}
