package dev.pointsman.router.analysis.production;

import static dev.pointsman.router.analysis.production.ProductionPolicy.key;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.analysis.PolicyAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Agents have names to ask for that outlive every model: each leads to a profile, and hides nothing. */
final class StableAliases implements Demand {

    @Override
    public String id() {
        return "aliases-stable";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        Map<String, String> aliases = policy.config().aliases();
        if (aliases.isEmpty()) {
            return new Standing.Broken(List.of(new SettingsProblem(
                    "aliases",
                    "there is none, so agents name profiles or vendors' models, which change",
                    "aliases: {assistant: auto}")));
        }
        List<SettingsProblem> flaws = new ArrayList<>(PolicyAnalysis.aliases(policy.loaded()));
        aliases.forEach((alias, target) -> {
            if (target.indexOf('/') >= 0 && !aliases.containsKey(target)) {
                flaws.add(new SettingsProblem(
                        "aliases." + alias,
                        "leads to one model, which its vendor can withdraw and nothing can stand in for",
                        "aliases: {" + key(alias) + ": auto}   # or auto-<profile>"));
            }
        });
        return Standing.of(flaws, "lead to profiles: " + String.join(", ", aliases.keySet()));
    }
}
