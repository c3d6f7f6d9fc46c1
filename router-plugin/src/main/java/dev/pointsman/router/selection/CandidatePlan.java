package dev.pointsman.router.selection;

import dev.pointsman.router.config.Glob;
import dev.pointsman.router.config.ProfileConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Which endpoints a profile considers, and where in the order of tiers: worked out once per policy, since globs are too slow
 * for every request.
 *
 * @param endpoints in the order of the policy
 * @param tiers 0 for candidates, 1 and up for the entries of the fallback chain
 */
record CandidatePlan(List<EndpointFacts> endpoints, List<Integer> tiers) {

    static CandidatePlan of(ProfileConfig profile, List<EndpointFacts> all) {
        List<EndpointFacts> endpoints = new ArrayList<>();
        List<Integer> tiers = new ArrayList<>();
        for (EndpointFacts endpoint : all) {
            int tier = tier(profile, endpoint);
            if (tier >= 0) {
                endpoints.add(endpoint);
                tiers.add(tier);
            }
        }
        return new CandidatePlan(List.copyOf(endpoints), List.copyOf(tiers));
    }

    private static int tier(ProfileConfig profile, EndpointFacts endpoint) {
        for (Glob glob : profile.candidates()) {
            if (takes(glob, endpoint)) {
                return 0;
            }
        }
        for (int i = 0; i < profile.fallback().size(); i++) {
            if (takes(profile.fallback().get(i), endpoint)) {
                return i + 1;
            }
        }
        return -1;
    }

    private static boolean takes(Glob glob, EndpointFacts endpoint) {
        return glob.matches(endpoint.name()) && (!endpoint.onlyByName() || glob.isLiteral());
    }
}
