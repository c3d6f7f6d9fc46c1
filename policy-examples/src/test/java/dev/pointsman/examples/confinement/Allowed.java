package dev.pointsman.examples.confinement;

import dev.pointsman.examples.confinement.Drawn.Model;
import dev.pointsman.examples.confinement.Drawn.Profile;
import dev.pointsman.examples.confinement.Drawn.Reach;
import dev.pointsman.examples.confinement.Drawn.Vendor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which models may answer a question, from the draw alone. */
final class Allowed {

    private static final Map<String, Integer> DAYS = Map.of("none", 0, "7d", 7, "30d", 30);
    private static final Set<String> RARE = Set.of("images", "audio", "documents");

    private final Drawn policy;
    private final Question question;
    private final Optional<Profile> profile;
    /** The only model that was asked for; null for any. */
    private final String direct;

    Allowed(Drawn policy, Question question) {
        this.policy = policy;
        this.question = question;
        String name = unaliased(question.model());
        this.direct = name.contains("/") ? name : null;
        this.profile = profile(name);
    }

    /** Every reason against a model; empty when it may answer. */
    List<String> against(Vendor vendor, Model model) {
        List<String> reasons = new ArrayList<>();
        if (profile.isEmpty()) {
            return List.of("no profile");
        }
        Profile demands = profile.get();
        String name = vendor.name() + "/" + model.id();
        note(reasons, "enabled", vendor.enabled());
        note(reasons, "asked for another", direct == null || direct.equals(name));
        note(reasons, "no candidate", direct != null || isCandidate(demands, name));
        note(reasons, "workspace", reaches(policy.workspace(), vendor, name));
        note(reasons, "key", reaches(question.key(), vendor, name));
        note(reasons, "locality", !demands.local() || vendor.local() && !model.leavesTheHouse());
        note(reasons, "region", demands.regions().isEmpty() || isIn(demands.regions(), vendor));
        note(reasons, "retention", demands.retention() == null || keepsNoLonger(vendor, demands.retention()));
        note(reasons, "owner", demands.owners().isEmpty() || demands.owners().contains(vendor.owner()));
        note(reasons, "capability", question.needs().stream().allMatch(need -> can(model, need)));
        note(reasons, "required capability", demands.capabilities().stream().allMatch(need -> can(model, need)));
        note(reasons, "window", model.window() == Draw.LARGE_WINDOW || !isLarge());
        note(reasons, "quality", demands.qualityFloor() == 0 || isGood(model));
        note(reasons, "price", isCheapEnough(demands, vendor, model));
        return reasons;
    }

    private static void note(List<String> reasons, String reason, boolean met) {
        if (!met) {
            reasons.add(reason);
        }
    }

    private Optional<Profile> profile(String name) {
        if (question.labels().equals(Drawn.SECRET)) {
            return Optional.of(policy.profiles().get("strict"));
        }
        if (direct != null) {
            return Optional.of(policy.profiles().get("default"));
        }
        String used = name.equals("auto") ? "default" : name.substring("auto-".length());
        if (question.profile() != null
                && question.key().headers()
                && policy.workspace().headers()) {
            used = question.profile();
        } else if (question.agent().equals(Drawn.BOT)) {
            used = "other";
        }
        boolean allowed = anyMatches(policy.workspace().profiles(), used)
                && anyMatches(question.key().profiles(), used);
        return allowed ? Optional.of(policy.profiles().get(used)) : Optional.empty();
    }

    private String unaliased(String model) {
        String name = model;
        while (policy.aliases().containsKey(name)) {
            name = policy.aliases().get(name);
        }
        return name;
    }

    private static boolean isCandidate(Profile demands, String name) {
        return demands.candidates().isEmpty()
                || anyMatches(demands.candidates(), name)
                || anyMatches(demands.fallback(), name);
    }

    private static boolean reaches(Reach reach, Vendor vendor, String name) {
        return anyMatches(reach.models(), name)
                && anyMatches(reach.providers(), vendor.name())
                && (reach.regions().contains("*") || isIn(reach.regions(), vendor));
    }

    private static boolean isIn(Collection<String> regions, Vendor vendor) {
        return vendor.region() != null && regions.contains(vendor.region());
    }

    private static boolean keepsNoLonger(Vendor vendor, String most) {
        return vendor.retention() != null && DAYS.get(vendor.retention()) <= DAYS.get(most);
    }

    private static boolean can(Model model, String need) {
        if (model.capabilities() == null) {
            return !RARE.contains(need);
        }
        Set<String> offered = new HashSet<>(model.capabilities());
        offered.add("streaming");
        if (offered.contains("tools")) {
            offered.add("parallel-tools");
        }
        return offered.contains(need);
    }

    /** A document's length shows only to who opens it, so it is not held against a window here. */
    private boolean isLarge() {
        return question.longText() || question.image();
    }

    private static boolean isGood(Model model) {
        return model.quality() != null && model.quality() >= Draw.FLOOR;
    }

    /** Nobody sends a bill for what stands in the house. */
    private static boolean isCheapEnough(Profile demands, Vendor vendor, Model model) {
        boolean guarded = demands.maxPrice() != null;
        if (model.usdPerMillion() == null) {
            return vendor.local() || !guarded && !demands.failClosed();
        }
        return !guarded || model.usdPerMillion() == Draw.CHEAP;
    }

    /** The patterns that are drawn hold a star at one of their ends, or none. */
    private static boolean anyMatches(Collection<String> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> {
            if (pattern.startsWith("*")) {
                return text.endsWith(pattern.substring(1));
            }
            return pattern.endsWith("*")
                    ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                    : text.equals(pattern);
        });
    }
}
