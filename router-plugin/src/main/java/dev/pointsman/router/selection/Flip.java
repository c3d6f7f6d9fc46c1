package dev.pointsman.router.selection;

import java.util.Objects;

/**
 * What would have made another candidate the first choice.
 *
 * @param term whose weight would change
 * @param change of that weight, all weights being normalised to a sum of 1 before it
 * @param to the candidate that would then come first
 */
public record Flip(String term, double change, String to) {

    public Flip {
        Objects.requireNonNull(term, "term");
        Objects.requireNonNull(to, "to");
    }
}
