package dev.pointsman.router.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The profiles that are there without being configured; an entry of the same name replaces one. */
final class BoxedProfiles {

    private BoxedProfiles() {}

    static ProfileConfig defaultProfile() {
        return ProfileConfig.of(ProfileConfig.DEFAULT, Weights.of(0.3, 0.2, 0.4, 0.1, 0));
    }

    static Map<String, ProfileConfig> all() {
        Map<String, ProfileConfig> profiles = new LinkedHashMap<>();
        profiles.put(ProfileConfig.DEFAULT, defaultProfile());
        profiles.put("fast", ProfileConfig.of("fast", Weights.of(0.15, 0.65, 0.1, 0.1, 0)));
        profiles.put("economy", ProfileConfig.of("economy", Weights.of(0.75, 0.05, 0.1, 0.1, 0)));
        profiles.put("quality", ProfileConfig.of("quality", Weights.of(0.05, 0.05, 0.8, 0.1, 0)));
        return profiles;
    }
}
