package dev.pointsman.router.control;

import java.util.Map;

/**
 * Past requests under another policy.
 *
 * @param changes what would be decided otherwise, and at what cost
 * @param before as it was decided
 * @param after as it would be decided
 * @param unreadable stored decisions that another version wrote, which are left out
 */
public record ReplayReport(PolicyChanges changes, Side before, Side after, int unreadable) {

    /**
     * One of the two.
     *
     * @param choices how many requests each {@code provider/model} would get first, the most frequent first
     * @param meanSeconds expected until the last frame; NaN when nothing was expected
     */
    public record Side(Map<String, Integer> choices, double meanSeconds) {}
}
