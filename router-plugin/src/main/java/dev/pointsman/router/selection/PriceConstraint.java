package dev.pointsman.router.selection;

import dev.pointsman.router.config.UnknownPrices;
import org.jspecify.annotations.Nullable;

/**
 * Caps on the expected cost and on the prices themselves, and no unknown price where the profile caps it, forbids it or fails
 * closed: unknown is not zero.
 */
final class PriceConstraint implements Constraint {

    private static final Drop UNKNOWN = Drop.of(DropReason.UNKNOWN_PRICE);
    private static final Drop TOO_DEAR = Drop.of(DropReason.PRICE_CAP);

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        PolicyInputs policy = inputs.policy();
        CandidateInputs candidates = inputs.candidates();
        boolean capped = !Double.isNaN(policy.maxPriceUsd())
                || !Double.isNaN(policy.maxInputUsd())
                || !Double.isNaN(policy.maxOutputUsd());
        if (!candidates.priceKnown(candidate)) {
            boolean forbidden = policy.failClosed() || policy.unknownPrices() == UnknownPrices.FORBID;
            return capped || forbidden ? UNKNOWN : null;
        }
        // Against NaN, no cap, every comparison fails.
        boolean tooDear = capped
                && (candidates.inputPrice[candidate] > policy.maxInputUsd()
                        || candidates.outputPrice[candidate] > policy.maxOutputUsd()
                        || candidates.cost(candidate, inputs.request().inputTokens()) > policy.maxPriceUsd());
        return tooDear ? TOO_DEAR : null;
    }
}
