package dev.pointsman.examples.confinement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A policy as it was drawn, before it becomes configuration.
 *
 * @param vendors every {@code providers:} entry
 * @param profiles by name; {@code default}, {@code other} and {@code strict}
 * @param aliases model name to model name
 * @param workspace what the caller's workspace allows
 */
record Drawn(List<Vendor> vendors, Map<String, Profile> profiles, Map<String, String> aliases, Reach workspace) {

    /** Requests with this label are bound to the profile {@code strict}, whatever they ask for. */
    static final Map<String, String> SECRET = Map.of("data", "secret");

    /** Requests of this agent have the profile {@code other}. */
    static final String BOT = "bot";

    /** One model; null prices and capabilities are not stated. */
    record Model(String id, Double usdPerMillion, Set<String> capabilities, int window, Double quality) {

        /** A local Ollama passes these on to its vendor's cloud. */
        boolean leavesTheHouse() {
            return id.endsWith("-cloud") || id.endsWith(":cloud");
        }

        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>(Map.of("id", id, "window", window));
            put(tree, "price", usdPerMillion == null ? null : Map.of("input", usdPerMillion, "output", usdPerMillion));
            put(tree, "capabilities", capabilities == null ? null : List.copyOf(capabilities));
            put(tree, "quality", quality);
            return tree;
        }
    }

    /**
     * One entry and what is behind it.
     *
     * @param address that its host name leads to
     * @param trouble how it answers
     */
    record Vendor(
            String name,
            String type,
            String address,
            boolean local,
            String region,
            String retention,
            String owner,
            boolean enabled,
            List<Model> models,
            Trouble trouble) {

        Map<String, Object> tree(String baseUrl) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("type", type);
            tree.put("baseUrl", baseUrl);
            tree.put("credential", "${env:KEY_" + name + "}");
            tree.put("owner", owner);
            tree.put("source", "drawn");
            tree.put("locality", local ? "local" : "remote");
            tree.put("enabled", enabled);
            put(tree, "region", region);
            put(tree, "retention", retention);
            tree.put("models", models.stream().map(Model::tree).toList());
            return tree;
        }

        /** As the plugin of its type wants it. */
        String baseUrl(String scheme, int port) {
            return scheme + "://" + name + ".test:" + port + (type.equals("ollama") ? "" : "/v1");
        }
    }

    /** What a profile says; empty lists and nulls are not written. */
    record Profile(
            List<String> candidates,
            List<String> fallback,
            boolean local,
            List<String> regions,
            String retention,
            List<String> owners,
            Set<String> capabilities,
            boolean failClosed,
            double qualityFloor,
            Double maxPrice,
            String onLoss) {

        Map<String, Object> tree() {
            Map<String, Object> require = new LinkedHashMap<>();
            put(require, "locality", local ? "local" : null);
            put(require, "region", regions.isEmpty() ? null : regions);
            put(require, "retention", retention);
            put(require, "owner", owners.isEmpty() ? null : owners);
            put(require, "capabilities", capabilities.isEmpty() ? null : List.copyOf(capabilities));
            Map<String, Object> tree = new LinkedHashMap<>();
            put(tree, "candidates", candidates.isEmpty() ? null : candidates);
            put(tree, "fallback", fallback.isEmpty() ? null : fallback);
            tree.put("require", require);
            tree.put("failClosed", failClosed);
            tree.put("qualityFloor", qualityFloor);
            put(tree, "maxPrice", maxPrice);
            tree.put("onLoss", onLoss);
            tree.put("attempts", Map.of("max", 6, "firstToken", "5s", "total", "20s"));
            return tree;
        }
    }

    /** What a key or a workspace allows; {@code *} is everything. */
    record Reach(
            Set<String> models, Set<String> profiles, Set<String> providers, Set<String> regions, boolean headers) {

        Map<String, Object> tree() {
            return Map.of(
                    "models", List.copyOf(models),
                    "profiles", List.copyOf(profiles),
                    "providers", List.copyOf(providers),
                    "regions", List.copyOf(regions),
                    "headers", headers ? List.of("*") : List.of("none"));
        }
    }

    /** What a vendor does with a request. */
    enum Trouble {
        NONE,
        OVERLOADED,
        BROKEN,
        RATE_LIMITED,
        UNAUTHORIZED,
        UNKNOWN_MODEL,
        TOO_LONG,
        UNREACHABLE,
        CUT,
        REDIRECTS
    }

    Map<String, Object> tree(String scheme, int port) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Map<String, Object> entries = new LinkedHashMap<>();
        vendors.forEach(vendor -> entries.put(vendor.name(), vendor.tree(vendor.baseUrl(scheme, port))));
        tree.put("version", 1);
        tree.put("providers", entries);
        Map<String, Object> named = new LinkedHashMap<>();
        profiles.forEach((name, profile) -> named.put(name, profile.tree()));
        tree.put("profiles", named);
        List<Object> rules = new ArrayList<>();
        rules.add(Map.of("when", Map.of("labels", SECRET), "use", "strict", "lock", true));
        rules.add(Map.of("when", Map.of("agent", BOT), "use", "other"));
        tree.put("rules", rules);
        tree.put("aliases", aliases);
        tree.put("workspaces", Map.of("default", Map.of("allow", workspace.tree())));
        tree.put("resilience", Map.of("retryBudget", Map.of("capacity", 1000)));
        return tree;
    }

    private static void put(Map<String, Object> into, String key, Object value) {
        if (value != null) {
            into.put(key, value);
        }
    }
}
