package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.Drop;
import dev.pointsman.router.selection.DropReason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Candidates and fallbacks that break what their profile demands. They are never called, each hop is checked again: a profile
 * whose fallback breaks its demands has none, and one that nobody meets answers nothing.
 */
final class UnmetDemands implements Check {

    private static final int NAMED = 3;

    /** The others depend on the request, its caller or the moment. */
    private static final Set<DropReason> DEMANDS = EnumSet.of(
            DropReason.LOCALITY,
            DropReason.REGION,
            DropReason.RETENTION,
            DropReason.OWNER,
            DropReason.UNKNOWN_PRICE,
            DropReason.PRICE_CAP,
            DropReason.QUALITY_FLOOR);

    private record Unmet(String endpoint, String demand) {}

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        for (ProfileConfig profile : policy.profiles()) {
            Decision decision = policy.decide().apply(profile);
            List<Unmet> unmet = unmet(profile, decision);
            List<Unmet> fallbacks = unmet.stream()
                    .filter(one -> isFallback(decision, one.endpoint()))
                    .toList();
            String path = "profiles." + profile.name();
            if (!unmet.isEmpty() && unmet.size() == decision.inputs().size()) {
                warnings.add(new SettingsProblem(
                        path, "no candidate meets what it demands: " + named(unmet), wayOut(unmet)));
            } else if (!fallbacks.isEmpty()) {
                warnings.add(new SettingsProblem(
                        path + ".fallback",
                        "would break what the profile demands, so it is left out: " + named(fallbacks),
                        "name others, or remove them"));
            }
        }
    }

    private static List<Unmet> unmet(ProfileConfig profile, Decision decision) {
        List<Unmet> unmet = new ArrayList<>();
        for (int i = 0; i < decision.inputs().size(); i++) {
            Optional<Drop> drop = decision.drop(i);
            if (drop.isPresent() && isDemanded(profile, drop.get())) {
                unmet.add(new Unmet(decision.endpoint(i).name(), drop.get().text()));
            }
        }
        return unmet;
    }

    /** A model that cannot chat at all is none to wonder about: vendors list those too. */
    private static boolean isDemanded(ProfileConfig profile, Drop drop) {
        return drop.reason() == DropReason.CAPABILITY
                ? profile.require().capabilities().stream()
                        .anyMatch(capability -> capability.name().equals(drop.detail()))
                : DEMANDS.contains(drop.reason());
    }

    private static boolean isFallback(Decision decision, String endpoint) {
        for (int i = 0; i < decision.inputs().size(); i++) {
            if (decision.endpoint(i).name().equals(endpoint)) {
                return decision.isFallback(i);
            }
        }
        return false;
    }

    private static String named(List<Unmet> unmet) {
        String few = unmet.stream()
                .limit(NAMED)
                .map(one -> one.endpoint() + " (" + one.demand() + ")")
                .collect(Collectors.joining(", "));
        return unmet.size() <= NAMED ? few : few + " and " + (unmet.size() - NAMED) + " more";
    }

    private static String wayOut(List<Unmet> unmet) {
        Set<String> demands = unmet.stream().map(Unmet::demand).collect(Collectors.toSet());
        return demands.size() == 1
                ? "add a provider that meets it, or drop the demand"
                : "add a provider that meets all of them, or drop a demand";
    }
}
