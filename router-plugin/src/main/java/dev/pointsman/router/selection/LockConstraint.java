package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** State in the conversation may bind it to a provider, or to one model of it. */
final class LockConstraint implements Constraint {

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        String lockedTo = inputs.policy().lockedTo();
        if (lockedTo == null
                || lockedTo.equals(inputs.candidates().provider[candidate])
                || lockedTo.equals(inputs.candidates().name[candidate])) {
            return null;
        }
        return new Drop(DropReason.LOCK, "bound to " + lockedTo);
    }
}
