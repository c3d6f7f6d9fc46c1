package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** Where the answer is made: on a local endpoint, in a region. A region that is not stated is none of the required ones. */
final class PlaceConstraint implements Constraint {

    private static final Drop NOT_LOCAL = Drop.of(DropReason.LOCALITY);

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        PolicyInputs policy = inputs.policy();
        if (policy.requireLocal() && !inputs.candidates().local[candidate]) {
            return NOT_LOCAL;
        }
        if (policy.regions().isEmpty()) {
            return null;
        }
        String region = inputs.candidates().region[candidate];
        if (region == null) {
            return new Drop(DropReason.REGION, "not stated");
        }
        return policy.regions().contains(region) ? null : new Drop(DropReason.REGION, region);
    }
}
