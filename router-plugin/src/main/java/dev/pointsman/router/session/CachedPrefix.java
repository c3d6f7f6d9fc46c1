package dev.pointsman.router.session;

/**
 * What of a conversation lies in one model's prompt cache.
 *
 * @param tokens of the input's beginning, as the vendor reported them
 * @param warm how likely it is still there, 0 to 1
 */
public record CachedPrefix(int tokens, double warm) {

    public CachedPrefix {
        if (!(warm >= 0 && warm <= 1)) {
            throw new IllegalArgumentException("a likelihood is from 0 to 1, not " + warm);
        }
    }
}
