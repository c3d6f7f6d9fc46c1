package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** Who has been measured to begin later than the caller waits is not asked; who was never measured may be. */
final class DeadlineConstraint implements Constraint {

    private static final Drop TOO_SLOW = Drop.of(DropReason.DEADLINE);

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        long waits = inputs.request().deadlineMillis();
        CandidateInputs candidates = inputs.candidates();
        boolean late = waits >= 0 && candidates.measured[candidate] && candidates.firstTokenMillis[candidate] > waits;
        return late ? TOO_SLOW : null;
    }
}
