package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** A model below the floor, or one that no source rates, may not answer. */
final class QualityFloorConstraint implements Constraint {

    private static final Drop TOO_LOW = Drop.of(DropReason.QUALITY_FLOOR);

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        double floor = inputs.policy().qualityFloor();
        if (floor <= 0 || inputs.candidates().quality[candidate] >= floor) {
            return null;
        }
        return TOO_LOW;
    }
}
