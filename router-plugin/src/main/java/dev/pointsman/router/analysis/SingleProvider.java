package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.selection.RankedCandidate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One provider whose trouble is everybody's. */
final class SingleProvider implements Check {

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        Set<String> all = policy.endpoints().stream()
                .filter(endpoint -> endpoint.enabled())
                .map(endpoint -> endpoint.key().provider())
                .collect(Collectors.toSet());
        if (all.size() == 1) {
            warnings.add(new SettingsProblem(
                    "providers",
                    "only " + all.iterator().next() + " can answer, so nothing can be fallen back to",
                    "add a second provider"));
            return;
        }
        for (ProfileConfig profile : policy.profiles()) {
            Set<String> kept = policy.decide().apply(profile).ranked().stream()
                    .map(RankedCandidate::endpoint)
                    .map(endpoint -> endpoint.provider())
                    .collect(Collectors.toSet());
            if (kept.size() == 1) {
                warnings.add(new SettingsProblem(
                        "profiles." + profile.name(),
                        "only " + kept.iterator().next() + " can answer it, so nothing can be fallen back to",
                        "add a candidate or a fallback of another provider"));
            }
        }
    }
}
