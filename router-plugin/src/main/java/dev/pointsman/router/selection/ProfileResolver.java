package dev.pointsman.router.selection;

import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.router.config.DidYouMean;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.config.RuleConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * From a model name to a profile. In this order:
 *
 * <ol>
 *   <li>a locked rule that matches: before what leads away from it, but after an earlier rule that matches too;
 *   <li>{@code provider/model}: that model alone, under the profile {@code default};
 *   <li>the header {@value #HEADER}, where the caller's bounds allow it;
 *   <li>the first other rule that matches;
 *   <li>the name's own profile: {@code auto}, {@code auto-<profile>}, or what its alias stands for.
 * </ol>
 *
 * <p>One per policy snapshot; immutable and thread-safe.
 */
public final class ProfileResolver {

    /** The request header that names a profile. */
    public static final String HEADER = "x-pointsman-profile";

    private static final String DOWNGRADED = "downgraded from ";

    private final RouterConfig config;
    private final Map<String, String> profileNames = new HashMap<>();
    private final Map<String, EndpointFacts> endpoints = new LinkedHashMap<>();

    public ProfileResolver(RouterConfig config, List<EndpointFacts> endpoints) {
        this.config = config;
        config.profiles().values().forEach(profile -> profileNames.put(profile.modelName(), profile.name()));
        profileNames.put("auto-" + ProfileConfig.DEFAULT, ProfileConfig.DEFAULT);
        endpoints.forEach(endpoint -> this.endpoints.put(endpoint.name(), endpoint));
    }

    /**
     * Resolves a name for a caller.
     *
     * @param model as the agent asked for it
     * @param features of the request; its caller's bounds count, and those of its workspace
     * @param headers by lower case name; only those that both bounds allow are looked at
     * @param now for rules that hold at a time of day
     */
    public Resolution resolve(String model, RequestFeatures features, Map<String, String> headers, Instant now) {
        String name = unaliased(model);
        BoundsCheck bounds = BoundsCheck.of(
                features.caller().bounds(),
                config.workspace(features.caller().workspace()).allow());
        EndpointFacts direct = endpoints.get(name);
        String own = profileNames.get(name);
        if (direct == null && own == null) {
            return new Resolution.UnknownModel(model, wayOut(model));
        }
        if (direct != null && !bounds.allows(direct)) {
            return new Resolution.NotAllowed(model);
        }
        Resolution resolution = resolve(direct, own, features, bounds.allowed(headers), now);
        if (resolution instanceof Resolution.Resolved resolved
                && direct == null
                && !resolved.locked()
                && !bounds.allowsProfile(resolved.profile().name())) {
            return new Resolution.NotAllowed(resolved.profile().modelName());
        }
        return resolution;
    }

    /**
     * Another profile for a request that a budget does not cover: never away from a locked rule, a profile that fails closed or a
     * model that was asked for by its name, never to a profile that demands less or that the caller may not use, and once.
     *
     * @param to the profile's name
     */
    public Optional<Resolution.Resolved> downgrade(
            Resolution.Resolved from, String to, RequestFeatures features, String budget) {
        ProfileConfig target = config.profiles().get(to);
        ProfileConfig asked = from.profile();
        boolean bound = from.locked()
                || asked.failClosed()
                || from.by().startsWith(DOWNGRADED)
                || !asked.equals(config.profiles().get(asked.name()));
        if (bound || target == null || target.equals(asked) || !target.require().cover(asked.require())) {
            return Optional.empty();
        }
        BoundsCheck bounds = BoundsCheck.of(
                features.caller().bounds(),
                config.workspace(features.caller().workspace()).allow());
        return bounds.allowsProfile(to)
                ? Optional.of(new Resolution.Resolved(target, DOWNGRADED + asked.name() + ": budget " + budget, false))
                : Optional.empty();
    }

    private Resolution resolve(
            @Nullable EndpointFacts direct,
            @Nullable String own,
            RequestFeatures features,
            Map<String, String> headers,
            Instant now) {
        int rule = firstMatch(features, headers, now, false);
        boolean steered = direct != null || headers.containsKey(HEADER);
        int lock = steered ? firstMatch(features, headers, now, true) : rule;
        if (lock >= 0 && config.rules().get(lock).lock()) {
            ProfileConfig profile = profile(config.rules().get(lock).use());
            return new Resolution.Resolved(
                    direct == null ? profile : profile.only(direct.name()), "rule " + (lock + 1), true);
        }
        if (direct != null) {
            return new Resolution.Resolved(config.defaultProfile().only(direct.name()), "model", false);
        }
        String asked = headers.get(HEADER);
        if (asked != null) {
            return byHeader(asked);
        }
        if (rule >= 0) {
            return new Resolution.Resolved(profile(config.rules().get(rule).use()), "rule " + (rule + 1), false);
        }
        return new Resolution.Resolved(profile(own == null ? ProfileConfig.DEFAULT : own), "model", false);
    }

    private Resolution byHeader(String asked) {
        String name = profileNames.getOrDefault(asked, asked);
        ProfileConfig profile = config.profiles().get(name);
        if (profile == null) {
            return new Resolution.UnknownModel(
                    asked,
                    "no such profile; " + DidYouMean.among(config.profiles().keySet(), asked));
        }
        return new Resolution.Resolved(profile, "header", false);
    }

    /** The index of the first rule that matches; -1 for none. */
    private int firstMatch(RequestFeatures features, Map<String, String> headers, Instant now, boolean lockedOnly) {
        for (int i = 0; i < config.rules().size(); i++) {
            RuleConfig rule = config.rules().get(i);
            if ((rule.lock() || !lockedOnly) && RuleMatch.matches(rule.when(), features, headers, now)) {
                return i;
            }
        }
        return -1;
    }

    private ProfileConfig profile(String name) {
        return config.profiles().getOrDefault(name, config.defaultProfile());
    }

    /** Aliases are free of cycles, the reader of the policy saw to that. */
    private String unaliased(String model) {
        String name = model;
        for (String next = config.aliases().get(name);
                next != null;
                next = config.aliases().get(name)) {
            name = next;
        }
        return name;
    }

    private String wayOut(String model) {
        Set<String> names = new LinkedHashSet<>(profileNames.keySet());
        names.addAll(config.aliases().keySet());
        return DidYouMean.nearest(names, model)
                .or(() -> DidYouMean.nearest(endpoints.keySet(), model))
                .map(name -> "did you mean \"" + name + "\"?")
                .orElse("ask for auto, or see GET /v1/models");
    }

    /**
     * What {@code GET /v1/models} lists for a caller: the names of the profiles that it may ask for and their aliases, then every
     * {@code provider/model} that may answer it.
     *
     * @param ordinary what a profile makes of a request of this many input tokens and needs, of the caller, while every endpoint
     *     is well
     */
    public List<ModelDescriptor> models(Caller caller, BiFunction<ProfileConfig, RequestFeatures, Decision> ordinary) {
        BoundsCheck bounds = BoundsCheck.of(
                caller.bounds(), config.workspace(caller.workspace()).allow());
        Set<String> names = new LinkedHashSet<>();
        config.profiles().values().forEach(profile -> names.add(profile.modelName()));
        names.addAll(config.aliases().keySet());
        Map<String, Standing> standings = new HashMap<>();
        List<ModelDescriptor> models = new ArrayList<>();
        for (String name : names) {
            EndpointFacts direct = endpoints.get(unaliased(name));
            ProfileConfig profile = profile(profileNames.getOrDefault(unaliased(name), ProfileConfig.DEFAULT));
            if (direct != null && bounds.allows(direct)) {
                models.add(ListedModel.of(name, direct));
            } else if (direct == null && bounds.allowsProfile(profile.name())) {
                Standing standing = standings.computeIfAbsent(
                        profile.name(), any -> Standing.of(profile, endpoints, caller, ordinary));
                models.add(ListedModel.of(name, profile, standing.candidates(), standing.price()));
            }
        }
        endpoints.values().stream()
                .filter(bounds::allows)
                .forEach(endpoint -> models.add(ListedModel.of(endpoint.name(), endpoint)));
        return models;
    }
}
