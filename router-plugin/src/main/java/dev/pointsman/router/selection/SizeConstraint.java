package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** The estimated input and the answer that was asked for must fit the window, and the answer the longest the model gives. */
final class SizeConstraint implements Constraint {

    @Override
    public @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        RequestInputs request = inputs.request();
        CandidateInputs candidates = inputs.candidates();
        int asked = Math.max(0, request.maxOutputTokens());
        int window = candidates.window[candidate];
        if (window >= 0 && (long) request.inputTokens() + asked > window) {
            return new Drop(DropReason.CONTEXT_WINDOW, window + " tokens");
        }
        int most = candidates.maxOutput[candidate];
        if (most >= 0 && asked > most) {
            return new Drop(DropReason.MAX_OUTPUT, most + " tokens");
        }
        return null;
    }
}
