package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** How long the vendor keeps a request and who answers for the endpoint. What is not stated meets no requirement. */
final class HandlingConstraint implements Constraint {

    private static final Drop RETENTION = Drop.of(DropReason.RETENTION);

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        PolicyInputs policy = inputs.policy();
        CandidateInputs candidates = inputs.candidates();
        double most = policy.maxRetentionDays();
        // A NaN on the left fails the comparison: a retention nobody stated is too long.
        if (!Double.isNaN(most) && !(candidates.retentionDays[candidate] <= most)) {
            return RETENTION;
        }
        if (policy.owners().isEmpty() || policy.owners().contains(candidates.owner[candidate])) {
            return null;
        }
        return new Drop(DropReason.OWNER, candidates.owner[candidate]);
    }
}
