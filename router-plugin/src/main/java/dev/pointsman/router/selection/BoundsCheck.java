package dev.pointsman.router.selection;

import dev.pointsman.api.provider.Bounds;
import dev.pointsman.router.config.Glob;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether a key and its workspace, both, allow an endpoint. */
final class BoundsCheck {

    private final Bounds[] bounds;

    private BoundsCheck(Bounds[] bounds) {
        this.bounds = bounds;
    }

    static BoundsCheck of(Bounds... bounds) {
        return new BoundsCheck(bounds);
    }

    boolean allows(EndpointFacts endpoint) {
        for (Bounds one : bounds) {
            if (!matches(one.providers(), endpoint.key().provider())
                    || !matches(one.models(), endpoint.name())
                    || !matches(one.regions(), endpoint.region())) {
                return false;
            }
        }
        return true;
    }

    boolean allowsProfile(String profile) {
        for (Bounds one : bounds) {
            if (!matches(one.profiles(), profile)) {
                return false;
            }
        }
        return true;
    }

    /** Of the headers with which a caller may steer, those that all allow. */
    Map<String, String> allowed(Map<String, String> headers) {
        boolean all = true;
        for (Bounds one : bounds) {
            all &= one.headers().contains("*");
        }
        if (all) {
            return headers;
        }
        Map<String, String> allowed = new TreeMap<>(headers);
        for (Bounds one : bounds) {
            allowed.keySet().removeIf(name -> !matches(one.headers(), name));
        }
        return allowed;
    }

    /** A value that nobody stated matches only where everything is allowed. */
    private static boolean matches(Set<String> patterns, @Nullable String value) {
        return patterns.contains("*") || value != null && Glob.anyMatches(patterns, value);
    }
}
