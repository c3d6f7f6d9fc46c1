package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** A cap on the expected cost, and no unknown price where the profile caps it or fails closed: unknown is not zero. */
final class PriceConstraint implements Constraint {

    private static final Drop UNKNOWN = Drop.of(DropReason.UNKNOWN_PRICE);
    private static final Drop TOO_DEAR = Drop.of(DropReason.PRICE_CAP);

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        PolicyInputs policy = inputs.policy();
        boolean capped = !Double.isNaN(policy.maxPriceUsd());
        if (!inputs.candidates().priceKnown(candidate)) {
            return policy.failClosed() || capped ? UNKNOWN : null;
        }
        if (!capped) {
            return null;
        }
        double cost = inputs.candidates().cost(candidate, inputs.request().inputTokens());
        return cost > policy.maxPriceUsd() ? TOO_DEAR : null;
    }
}
