package dev.pointsman.router;

import dev.pointsman.router.fake.FakeHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Three providers and three workspaces with random credentials; knows by itself who may use which. */
record RandomByokPolicy(Map<String, Object> tree, List<Key> keys, Map<String, String> byoks) {

    /** One key; the workspace is null for the platform's. */
    record Key(String provider, @Nullable String workspace, String value) {}

    static RandomByokPolicy of(Random random, FakeHost host) {
        List<Key> keys = new ArrayList<>();
        Map<String, Object> providers = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            Map<String, Object> provider = new LinkedHashMap<>(Map.of("type", "fake", "owner", "o", "source", "s"));
            provider.put("models", List.of(Map.of("id", "m", "window", 8_000), Map.of("id", "n", "window", 100_000)));
            List<Object> list = credentials("p" + i, null, random.nextInt(3), random, host, keys);
            if (!list.isEmpty()) {
                provider.put("credentials", list);
            }
            providers.put("p" + i, provider);
        }
        Map<String, Object> workspaces = new LinkedHashMap<>();
        Map<String, String> byoks = new LinkedHashMap<>();
        for (String name : List.of("red", "green", "blue")) {
            Map<String, Object> own = new LinkedHashMap<>();
            for (int i = 0; i < 3; i++) {
                own.put("p" + i, credentials("p" + i, name, random.nextInt(3), random, host, keys));
            }
            String byok = List.of("default", "only", "first", "off").get(random.nextInt(4));
            byoks.put(name, byok);
            workspaces.put(name, Map.of("credentials", own, "byok", byok));
        }
        Map<String, Object> tree = Map.of(
                "version",
                1,
                "resilience",
                Map.of("retryBudget", Map.of("capacity", 100_000)),
                "profiles",
                Map.of("default", Map.of("attempts", Map.of("max", 12))),
                "providers",
                providers,
                "workspaces",
                workspaces);
        return new RandomByokPolicy(tree, keys, byoks);
    }

    private static List<Object> credentials(
            String provider, @Nullable String workspace, int size, Random random, FakeHost host, List<Key> keys) {
        boolean spread = random.nextBoolean();
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Key key = new Key(provider, workspace, "key-" + workspace + "-" + provider + "-" + random.nextLong());
            String reference = "${env:" + key.value() + "}";
            if (random.nextInt(10) > 0) {
                host.secret(reference, key.value());
                keys.add(key);
            }
            Map<String, Object> credential = new LinkedHashMap<>(
                    Map.of("id", "cred-" + i, "credential", reference, "owner", "o", "source", "s"));
            if (spread) {
                credential.put("weight", 1 + random.nextInt(5));
            }
            list.add(credential);
        }
        return list;
    }

    Key keyOf(String value) {
        return keys.stream()
                .filter(key -> key.value().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no key of this policy: " + value));
    }

    List<Key> keysAt(String provider) {
        return keys.stream().filter(key -> key.provider().equals(provider)).toList();
    }

    String byok(String workspace) {
        return byoks.getOrDefault(workspace, "default");
    }

    boolean mayUsePlatform(String workspace, String provider) {
        return switch (byok(workspace)) {
            case "only" -> false;
            case "default" -> !hasOwn(workspace, provider);
            default -> true;
        };
    }

    /** Also one whose secret is missing is one of its own. */
    private boolean hasOwn(String workspace, String provider) {
        return tree.get("workspaces") instanceof Map<?, ?> workspaces
                && workspaces.get(workspace) instanceof Map<?, ?> settings
                && settings.get("credentials") instanceof Map<?, ?> byProvider
                && byProvider.get(provider) instanceof List<?> list
                && !list.isEmpty();
    }

    @Override
    public String toString() {
        return tree.toString();
    }
}
