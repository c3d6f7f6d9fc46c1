package dev.pointsman.router.selection;

import java.util.Optional;

/** When a decision that found nobody might find somebody. */
public final class Reopening {

    private Reopening() {}

    /** Whether somebody would answer, had the caller more time; then asking for longer helps, and waiting does not. */
    public static boolean onlyTimeIsShort(Decision decision) {
        if (!decision.ranked().isEmpty()) {
            return false;
        }
        for (int i = 0; i < decision.inputs().size(); i++) {
            // The deadline is judged last: nothing else stands in the way.
            Drop drop = Constraints.judgeAllButHealth(decision.inputs(), i);
            if (drop != null && drop.reason() == DropReason.DEADLINE) {
                return true;
            }
        }
        return false;
    }

    /** In milliseconds, until the first of those opens that health alone has closed; empty when there is none. */
    public static Optional<Long> soonest(Decision decision) {
        CandidateInputs candidates = decision.inputs().candidates();
        Long soonest = null;
        for (int i = 0; i < candidates.size(); i++) {
            long closed = candidates.closedForMillis[i];
            boolean closedAlone = closed > 0 && Constraints.judgeAllButHealth(decision.inputs(), i) == null;
            if (closedAlone && (soonest == null || closed < soonest)) {
                soonest = closed;
            }
        }
        return Optional.ofNullable(soonest);
    }
}
