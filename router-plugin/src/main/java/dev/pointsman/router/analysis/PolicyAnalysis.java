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
        return found(policy, CHECKS);
    }

    /** What there is to say of aliases alone. */
    public static List<SettingsProblem> aliases(LoadedPolicy policy) {
        return found(policy, List.of(new HidingAliases()));
    }

    /** Of profiles whose fallback helps nobody. */
    public static List<SettingsProblem> fallbacks(LoadedPolicy policy) {
        return found(policy, List.of(new UnmetDemands(), new SingleProvider()));
    }

    /** Of prices that are old or unknown. */
    public static List<SettingsProblem> prices(LoadedPolicy policy) {
        return found(policy, List.of(new PriceAges()));
    }

    private static List<SettingsProblem> found(LoadedPolicy policy, List<Check> checks) {
        List<SettingsProblem> warnings = new ArrayList<>();
        checks.forEach(check -> check.look(policy, warnings));
        return List.copyOf(warnings);
    }
}
