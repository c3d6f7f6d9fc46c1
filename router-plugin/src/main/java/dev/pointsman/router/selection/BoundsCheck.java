package dev.pointsman.router.selection;

import dev.pointsman.api.provider.Bounds;
import dev.pointsman.router.config.Glob;
import java.util.Set;
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

    boolean allowsHeader(String lowerCaseName) {
        for (Bounds one : bounds) {
            if (!matches(one.headers(), lowerCaseName)) {
                return false;
            }
        }
        return true;
    }

    /** A value that nobody stated matches only where everything is allowed. */
    private static boolean matches(Set<String> patterns, @Nullable String value) {
        return patterns.contains("*") || value != null && Glob.anyMatches(patterns, value);
    }
}
