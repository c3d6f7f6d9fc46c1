package dev.pointsman.router.config;

import dev.pointsman.api.provider.Capability;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code profiles:} section, over the profiles in the box. */
final class ProfilesReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");
    private static final double LARGEST_WEIGHT = 1e6;

    private final Set<String> providers;
    private final Vocabulary vocabulary;

    ProfilesReader(Set<String> providers, Vocabulary vocabulary) {
        this.providers = providers;
        this.vocabulary = vocabulary;
    }

    Map<String, ProfileConfig> read(ConfigReader root) {
        Map<String, ProfileConfig> profiles = new LinkedHashMap<>(BoxedProfiles.all());
        root.sections("profiles").forEach((name, section) -> profiles.put(name, profile(name, section)));
        return profiles;
    }

    private ProfileConfig profile(String name, ConfigReader section) {
        if (!NAME.matcher(name).matches()) {
            section.problem("", "is no name for a profile", "use lower case letters, digits, dot, dash");
        }
        List<Glob> candidates = References.globs(section, "candidates", providers);
        if (candidates.isEmpty()
                && section.has("candidates")
                && section.texts("candidates").isEmpty()) {
            section.problem("candidates", "is empty, so nothing could be chosen", "remove it to allow every model");
        }
        ConfigReader perMillion = section.section("maxPricePerMillion");
        ProfileConfig profile = new ProfileConfig(
                name,
                weights(section),
                candidates.isEmpty() ? List.of(Glob.ANY) : candidates,
                References.globs(section, "fallback", providers),
                filters(section),
                scorers(section),
                requirements(section),
                section.flag("failClosed", false),
                section.number("qualityFloor", 0, 0, 1),
                section.money("maxPrice"),
                perMillion.money("input"),
                perMillion.money("output"),
                section.duration("latencyTarget"),
                section.choice("unknownPrices", UnknownPrices.class, UnknownPrices.ALLOW),
                attempts(section),
                hedging(section),
                section.choice("onLoss", OnLoss.class, OnLoss.ALLOW),
                section.flag("callerFallbacks", false));
        if (profile.failClosed() && profile.callerFallbacks()) {
            section.problem(
                    "callerFallbacks",
                    "sends callers elsewhere, which failClosed is there to prevent",
                    "remove one of the two");
        }
        perMillion.noOtherKeys();
        section.noOtherKeys();
        return profile;
    }

    private static Weights weights(ConfigReader section) {
        Weights fallback = BoxedProfiles.defaultProfile().weights();
        if (!section.has("weights")) {
            return fallback;
        }
        ConfigReader weights = section.section("weights");
        double cost = weight(weights, "cost");
        double latency = weight(weights, "latency");
        double quality = weight(weights, "quality");
        double availability = weight(weights, "availability");
        double carbon = weight(weights, "carbon");
        weights.noOtherKeys();
        if (cost + latency + quality + availability + carbon > 0) {
            return Weights.of(cost, latency, quality, availability, carbon);
        }
        weights.problem("", "are all zero", "give at least one of them a positive number");
        return fallback;
    }

    private static double weight(ConfigReader weights, String key) {
        return weights.number(key, 0, 0, LARGEST_WEIGHT);
    }

    private List<String> filters(ConfigReader section) {
        List<String> filters = section.texts("filters");
        for (int i = 0; i < filters.size(); i++) {
            References.known(section, "filters[" + i + "]", "filter", filters.get(i), vocabulary.filters());
        }
        return filters;
    }

    private Map<String, Double> scorers(ConfigReader section) {
        Map<String, Double> weights = section.numbers("scorers", 0, LARGEST_WEIGHT);
        weights.keySet()
                .forEach(name -> References.known(section, "scorers." + name, "scorer", name, vocabulary.scorers()));
        return weights;
    }

    private static Requirements requirements(ConfigReader section) {
        ConfigReader require = section.section("require");
        Set<Capability> capabilities = ModelsReader.capabilities(require, "capabilities");
        Requirements requirements = new Requirements(
                require.choice("locality", Locality.class, Locality.ANY) == Locality.LOCAL,
                require.texts("region").stream()
                        .map(region -> region.toLowerCase(Locale.ROOT))
                        .toList(),
                require.durationOrNone("retention"),
                require.texts("owner"),
                capabilities);
        require.noOtherKeys();
        return requirements;
    }

    private static AttemptLimits attempts(ConfigReader section) {
        ConfigReader attempts = section.section("attempts");
        AttemptLimits standard = AttemptLimits.DEFAULT;
        Duration stall = positive(attempts, "stall", standard.stall());
        AttemptLimits limits = new AttemptLimits(
                attempts.count("max", standard.max(), 1),
                positive(attempts, "connect", standard.connect()),
                positive(attempts, "firstToken", standard.firstToken()),
                stall,
                positive(attempts, "reasoningStall", attempts.has("stall") ? stall : standard.reasoningStall()),
                positive(attempts, "total", standard.total()));
        attempts.noOtherKeys();
        return limits;
    }

    /** {@code off}, which it is where nothing is written, or {@code {after: 800ms, extraSpend: 5%}}. */
    private static @Nullable HedgingConfig hedging(ConfigReader section) {
        ConfigReader hedging = section.sectionOrOff("hedging");
        if (hedging == null) {
            return null;
        }
        Duration after = hedging.duration("after");
        if (after == null || after.isZero()) {
            hedging.problem("after", "is missing or zero", "write for example after: 800ms");
        }
        if (!hedging.has("extraSpend")) {
            hedging.problem("extraSpend", "is missing", "write for example extraSpend: 5%");
        }
        double extraSpend = hedging.share("extraSpend", 0);
        hedging.noOtherKeys();
        return after == null ? null : new HedgingConfig(after, extraSpend);
    }

    private static Duration positive(ConfigReader section, String key, Duration fallback) {
        Duration duration = section.duration(key, fallback);
        if (duration.isZero()) {
            section.problem(key, "is zero, so nothing could ever answer", "write for example 2s");
            return fallback;
        }
        return duration;
    }

    private enum Locality {
        ANY,
        LOCAL
    }
}
