package dev.pointsman.router.control;

import java.util.List;

/**
 * How another policy would have decided the last requests.
 *
 * @param decisions that were decided again
 * @param changes where the first choice differs, the most frequent first
 * @param beforeUsd expected cost of those whose price is known on both sides
 * @param afterUsd the same under the other policy
 * @param unpriced those left out of the two sums
 * @param unanswerable of those that had a choice, how many would have none now, by reason
 * @param violations choices that break a demand of the profile that decided before
 */
public record PolicyChanges(
        int decisions,
        List<Change> changes,
        double beforeUsd,
        double afterUsd,
        int unpriced,
        List<Unanswerable> unanswerable,
        List<Violation> violations) {

    public PolicyChanges {
        changes = List.copyOf(changes);
        unanswerable = List.copyOf(unanswerable);
        violations = List.copyOf(violations);
    }

    /** Both are {@code provider/model}, or {@code none}. */
    public record Change(String from, String to, int count) {}

    /** A reason such as {@code no_eligible_candidate}. */
    public record Unanswerable(String reason, int count) {}

    /**
     * A request that was held to a demand would go where it is not met.
     *
     * @param profile that decided before
     * @param demand such as {@code locality}
     * @param to where the request would go
     */
    public record Violation(String profile, String demand, String to, int count) {}

    public int changed() {
        return changes.stream().mapToInt(Change::count).sum();
    }
}
