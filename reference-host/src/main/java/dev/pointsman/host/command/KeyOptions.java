package dev.pointsman.host.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code keys create} can be told of a key. What is not said is not bounded. */
final class KeyOptions {

    @Option(names = "--name", paramLabel = "NAME", description = "For people.")
    private @Nullable String name;

    @Option(names = "--workspace", paramLabel = "W", description = "Whose key it is (default: default).")
    private @Nullable String workspace;

    @Option(names = "--model", paramLabel = "PATTERN", description = "A provider/model that may answer; repeatable.")
    private @Nullable List<String> models;

    @Option(names = "--profile", paramLabel = "PATTERN", description = "A profile that may be asked for; repeatable.")
    private @Nullable List<String> profiles;

    @Option(names = "--provider", paramLabel = "PATTERN", description = "A provider that may answer; repeatable.")
    private @Nullable List<String> providers;

    @Option(names = "--region", paramLabel = "PATTERN", description = "A region that may answer; repeatable.")
    private @Nullable List<String> regions;

    @Option(names = "--header", paramLabel = "PATTERN", description = "A header it may steer with; repeatable.")
    private @Nullable List<String> headers;

    @Option(names = "--requests-per-minute", paramLabel = "N", description = "How often it may ask.")
    private @Nullable Integer requestsPerMinute;

    @Option(names = "--tokens-per-minute", paramLabel = "N", description = "Tokens of its requests and answers.")
    private @Nullable Long tokensPerMinute;

    @Option(names = "--concurrent", paramLabel = "N", description = "How many of its requests may run at once.")
    private @Nullable Integer concurrent;

    @Option(names = "--label", paramLabel = "k=v", description = "A label of each of its requests; repeatable.")
    private @Nullable Map<String, String> labels;

    @Option(names = "--expires", paramLabel = "WHEN", description = "An instant, or days such as 90d (default: never).")
    private @Nullable String expires;

    /** As the admin port takes it. */
    Map<String, Object> grant() {
        Map<String, Object> grant = new LinkedHashMap<>();
        put(grant, "name", name);
        put(grant, "workspace", workspace);
        put(grant, "models", models);
        put(grant, "profiles", profiles);
        put(grant, "providers", providers);
        put(grant, "regions", regions);
        put(grant, "headers", headers);
        put(grant, "labels", labels);
        put(grant, "expires", expires);
        Map<String, Object> limits = new LinkedHashMap<>();
        put(limits, "requestsPerMinute", requestsPerMinute);
        put(limits, "tokensPerMinute", tokensPerMinute);
        put(limits, "concurrent", concurrent);
        if (!limits.isEmpty()) {
            grant.put("limits", limits);
        }
        return grant;
    }

    private static void put(Map<String, Object> into, String member, @Nullable Object value) {
        if (value != null) {
            into.put(member, value);
        }
    }
}
