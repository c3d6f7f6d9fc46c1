package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/**
 * The estimated input and the answer that was asked for must fit the window. An answer longer than the model gives is asked for
 * by many agents of every model; its limit is lowered then.
 */
final class SizeConstraint implements Constraint {

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        RequestInputs request = inputs.request();
        CandidateInputs candidates = inputs.candidates();
        int most = candidates.maxOutput[candidate];
        int asked = Math.max(0, request.maxOutputTokens());
        int given = most >= 0 ? Math.min(asked, most) : asked;
        int window = candidates.window[candidate];
        if (window >= 0 && candidates.tokens(candidate, request.inputTokens()) + given > window) {
            return new Drop(DropReason.CONTEXT_WINDOW, window + " tokens");
        }
        return null;
    }
}
