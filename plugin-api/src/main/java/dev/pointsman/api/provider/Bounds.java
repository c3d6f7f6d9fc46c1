package dev.pointsman.api.provider;

import java.util.Set;

/**
 * What a virtual key allows, each as names or globs ({@code *}, {@code openai/*}). Checked against the workspace's own bounds
 * and again on every attempt. Hosts make it, plugins read it.
 *
 * @param models {@code provider/model} names that may answer
 * @param profiles profiles that may be asked for
 * @param providers {@code providers:} entries that may answer
 * @param regions regions in which an answer may be made
 * @param headers request headers with which the caller may steer the router
 */
public record Bounds(
        Set<String> models, Set<String> profiles, Set<String> providers, Set<String> regions, Set<String> headers) {

    private static final Set<String> ALL = Set.of("*");
    private static final Bounds UNBOUNDED = new Bounds(ALL, ALL, ALL, ALL, ALL);

    public Bounds {
        models = Set.copyOf(models);
        profiles = Set.copyOf(profiles);
        providers = Set.copyOf(providers);
        regions = Set.copyOf(regions);
        headers = Set.copyOf(headers);
    }

    /** Everything is allowed. */
    public static Bounds unbounded() {
        return UNBOUNDED;
    }
}
