package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** A model must be able to do what the request needs. */
final class CapabilityConstraint implements Constraint {

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        String lacking = inputs.candidates().lacking[candidate];
        return lacking == null ? null : new Drop(DropReason.CAPABILITY, lacking);
    }
}
