package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** What was already clear when the inputs were gathered: taken out, not allowed to this caller, refused by a plugin. */
final class BarredConstraint implements Constraint {

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        String barred = inputs.candidates().barred[candidate];
        return barred == null ? null : Drop.ofCode(barred, DropReason.FILTER);
    }
}
