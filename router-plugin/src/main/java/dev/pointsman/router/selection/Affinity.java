package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/**
 * What the conversation so far says about where to go next.
 *
 * @param lockedTo a provider, or {@code provider/model}, that holds state which cannot move; null when free
 * @param lastModel the {@code provider/model} that answered last; null when unknown
 * @param warmShare the share of the input expected in the last model's prompt cache, 0 to 1
 */
public record Affinity(@Nullable String lockedTo, @Nullable String lastModel, double warmShare) {

    /** By how much another model must score better before a conversation moves: every move costs a cold cache. */
    static final double STICKINESS = 0.05;

    private static final Affinity NONE = new Affinity(null, null, 0);

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
