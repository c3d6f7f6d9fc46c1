package dev.pointsman.router.selection;

import dev.pointsman.router.session.Lock;
import org.jspecify.annotations.Nullable;

/** State that cannot be left out of a request binds it to its holder. Where it can be, others only come later. */
final class LockConstraint implements Constraint {

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        Lock lock = inputs.policy().lock();
        CandidateInputs candidates = inputs.candidates();
        if (lock == null || !lock.firm() || lock.holds(candidates.provider[candidate], candidates.name[candidate])) {
            return null;
        }
        return new Drop(DropReason.LOCK, lock.by() + " is of " + lock.to());
    }
}
