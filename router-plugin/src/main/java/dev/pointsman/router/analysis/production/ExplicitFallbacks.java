package dev.pointsman.router.analysis.production;

import static dev.pointsman.router.analysis.production.ProductionPolicy.key;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.analysis.PolicyAnalysis;
import dev.pointsman.router.config.ProfileConfig;
import java.util.ArrayList;
import java.util.List;

/** Every profile says who answers when its candidates do not, and that one can; or that nobody may. */
final class ExplicitFallbacks implements Demand {

    @Override
    public String id() {
        return "fallbacks-explicit";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        if (policy.loaded().endpoints().isEmpty()) {
            return new Standing.Unknown("no provider has told its models; name them under its models:");
        }
        List<SettingsProblem> flaws = new ArrayList<>();
        for (ProfileConfig profile : policy.config().profiles().values()) {
            if (profile.fallback().isEmpty() && !profile.failClosed()) {
                flaws.add(new SettingsProblem(
                        "profiles." + profile.name(),
                        policy.says("profiles", profile.name())
                                ? "says neither who stands in nor that nobody may"
                                : "is in the box and says nothing of who stands in",
                        "profiles: {" + key(profile.name())
                                + ": {fallback: [\"another-provider/*\"]}}   # or failClosed: true"));
            }
        }
        for (SettingsProblem problem : PolicyAnalysis.fallbacks(policy.loaded())) {
            if (!isClosed(policy, problem.path())) {
                flaws.add(problem);
            }
        }
        return Standing.of(flaws, policy.config().profiles().size() + " profiles, each with a fallback or failClosed");
    }

    /** A profile that would rather answer nothing may depend on one provider; nobody may stand in for the demands it makes. */
    private static boolean isClosed(ProductionPolicy policy, String path) {
        return policy.config().profiles().values().stream()
                .anyMatch(profile -> profile.failClosed() && path.equals("profiles." + profile.name()));
    }
}
