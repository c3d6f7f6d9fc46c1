package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** A built-in rule that drops candidates, over recorded values alone. Pure; one file each. */
interface Constraint {

    /** Why the candidate may not answer; null when it may. */
    @Nullable
    Drop judge(DecisionInputs inputs, int candidate);
}
