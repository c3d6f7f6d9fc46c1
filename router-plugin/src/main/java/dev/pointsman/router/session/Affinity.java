package dev.pointsman.router.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the conversation so far says about where to go next.
 *
 * @param session how the conversation was recognised, and its fingerprint: {@code caller:1f2e3d4c5b6a7988}; null when it was not
 * @param lock binds it to who holds its state; null when free
 * @param lastModel the {@code provider/model} that answered last; null when unknown or too long ago
 * @param prefixTokens of the input's beginning that a vendor's cache held last, and that another one would write to its own
 * @param caches by {@code provider/model}: what lies in whose prompt cache
 * @param hourLong whether the client asks that what is written be kept for an hour
 * @param brokeOff the {@code provider/model} whose answer to the conversation broke off a moment ago; null when none did
 */
public record Affinity(
        @Nullable String session,
        @Nullable Lock lock,
        @Nullable String lastModel,
        int prefixTokens,
        Map<String, CachedPrefix> caches,
        boolean hourLong,
        @Nullable String brokeOff) {

    /** By how much another model must score better before a conversation moves: every move costs a cold cache. */
    public static final double STICKINESS = 0.05;

    private static final Affinity NONE = new Affinity(null, null, null, 0, Map.of(), false, null);

    public Affinity {
        caches = Map.copyOf(caches);
    }

    /** A new conversation. */
    public static Affinity none() {
        return NONE;
    }
}
