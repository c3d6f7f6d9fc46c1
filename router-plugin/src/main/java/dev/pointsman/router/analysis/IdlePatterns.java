package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.Glob;
import dev.pointsman.router.config.ProfileConfig;
import java.util.List;

/** A pattern of a profile that stands for no model, although its provider's models are known. */
final class IdlePatterns implements Check {

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        for (ProfileConfig profile : policy.profiles()) {
            look(policy, profile, "candidates", profile.candidates(), warnings);
            look(policy, profile, "fallback", profile.fallback(), warnings);
        }
    }

    private static void look(
            LoadedPolicy policy, ProfileConfig profile, String key, List<Glob> globs, List<SettingsProblem> warnings) {
        for (int i = 0; i < globs.size(); i++) {
            Glob glob = globs.get(i);
            if (isKnown(policy, glob) && policy.endpoints().stream().noneMatch(endpoint -> endpoint.isTakenBy(glob))) {
                warnings.add(new SettingsProblem(
                        "profiles." + profile.name() + "." + key + "[" + i + "]",
                        "\"" + glob + "\" stands for no model that is known",
                        "see ./pointsman models for those that are"));
            }
        }
    }

    /** Whether the provider before the slash has told its models. */
    private static boolean isKnown(LoadedPolicy policy, Glob glob) {
        int slash = glob.pattern().indexOf('/');
        Glob provider = new Glob(slash < 0 ? "*" : glob.pattern().substring(0, slash));
        return policy.endpoints().stream()
                .anyMatch(endpoint -> provider.matches(endpoint.key().provider()));
    }
}
