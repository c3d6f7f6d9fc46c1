package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.ArrayList;
import java.util.List;

/** All checks. */
public final class PolicyAnalysis {

    private static final List<Check> CHECKS = List.of(
            new UnreachableRules(),
            new HidingAliases(),
            new IdlePatterns(),
            new UnmetDemands(),
            new IdleBudgets(),
            new SingleProvider(),
            new LoneCredentials(),
            new SharedSecrets(),
            new PriceOutliers(),
            new PriceAges(),
            new CapturedContent());

    private PolicyAnalysis() {}

    /** Every warning, in the order of the checks. */
    public static List<SettingsProblem> warnings(LoadedPolicy policy) {
        List<SettingsProblem> warnings = new ArrayList<>();
        CHECKS.forEach(check -> check.look(policy, warnings));
        return List.copyOf(warnings);
    }
}
