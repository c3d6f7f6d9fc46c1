package dev.pointsman.router.session;

import org.jspecify.annotations.Nullable;

/**
 * What the conversation so far says about where to go next.
 *
 * @param session how the conversation was recognised, and its fingerprint: {@code caller:1f2e3d4c5b6a7988}; null when it was not
 * @param lock binds it to who holds its state; null when free
 * @param lastModel the {@code provider/model} that answered last; null when unknown or too long ago
 * @param warmShare the share of the input expected in the last model's prompt cache, 0 to 1
 */
public record Affinity(
        @Nullable String session,
        @Nullable Lock lock,
        @Nullable String lastModel,
        double warmShare) {

    /** By how much another model must score better before a conversation moves: every move costs a cold cache. */
    public static final double STICKINESS = 0.05;

    private static final Affinity NONE = new Affinity(null, null, null, 0);

    public Affinity {
        if (!(warmShare >= 0 && warmShare <= 1)) {
            throw new IllegalArgumentException("a share is from 0 to 1, not " + warmShare);
        }
    }

    /** A new conversation. */
    public static Affinity none() {
        return NONE;
    }
}
