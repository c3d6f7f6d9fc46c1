package dev.pointsman.router.simulation;

import dev.pointsman.router.config.AttemptLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one caller does.
 *
 * @param number from 0
 * @param after how long after the one before
 * @param kind whom it may be answered by
 * @param patience how long the caller waits for the first content; null when it does not say
 * @param words of the answer, and its output limit
 * @param readsFor how long the caller takes for each frame
 * @param leavesAfter null when it stays to the end
 * @param hedged whether a second attempt may run beside the first
 * @param repeated whether the caller says that it has asked before
 */
record RequestPlan(
        int number,
        Duration after,
        Kind kind,
        AttemptLimits limits,
        @Nullable Duration patience,
        int words,
        Duration readsFor,
        @Nullable Duration leavesAfter,
        boolean hedged,
        boolean repeated) {

    enum Kind {
        /** Anybody. */
        OPEN,
        /** Local vendors, and rather nobody than one that fails. */
        PRIVATE,
        /** Anybody, and rather nobody than one that fails. */
        CAREFUL,
        /** The first two providers: its key allows no others. */
        BOUNDED;

        String profile() {
            return switch (this) {
                case OPEN, BOUNDED -> "open";
                case PRIVATE -> "private";
                case CAREFUL -> "careful";
            };
        }

        boolean mayPanic() {
            return this == OPEN || this == BOUNDED;
        }
    }

    /** An ordinary one, that wants little and waits for it. */
    static RequestPlan of(int number, Duration after, Kind kind) {
        return new RequestPlan(number, after, kind, AttemptLimits.DEFAULT, null, 2, Duration.ZERO, null, false, false);
    }

    Duration mostPatience() {
        return patience == null || patience.compareTo(limits.total()) > 0 ? limits.total() : patience;
    }
}
