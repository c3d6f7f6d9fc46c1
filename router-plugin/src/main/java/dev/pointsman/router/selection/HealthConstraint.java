package dev.pointsman.router.selection;

import dev.pointsman.router.health.HealthReading;
import org.jspecify.annotations.Nullable;

/** No attempt may go where health has closed the way. */
final class HealthConstraint implements Constraint {

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        CandidateInputs candidates = inputs.candidates();
        return judge(candidates.closedBy[candidate], candidates.closedForMillis[candidate]);
    }

    static @Nullable Drop judge(@Nullable String closedBy, long closedForMillis) {
        if (closedBy == null || HealthReading.yields(closedBy)) {
            return null;
        }
        Drop drop = Drop.ofCode(closedBy, DropReason.CLOSED);
        return closedForMillis > 0 && drop.detail() == null
                ? new Drop(drop.reason(), "for " + closedForMillis + " ms")
                : drop;
    }
}
