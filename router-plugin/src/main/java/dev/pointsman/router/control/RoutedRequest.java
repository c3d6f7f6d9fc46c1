package dev.pointsman.router.control;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.selection.Decision;
import java.util.List;

/**
 * What happened to one request, without its content.
 *
 * @param atMillis when it ended, since the epoch
 * @param decision the trace
 * @param asked what it was decided from, for deciding again
 * @param attempts in order
 * @param skipped ranked candidates that were left out when their turn came
 * @param usage tokens, cost and outcome
 */
public record RoutedRequest(
        long atMillis,
        Decision decision,
        Asked asked,
        List<AttemptReport> attempts,
        List<AttemptLog.Skipped> skipped,
        UsageRecord usage) {

    public RoutedRequest {
        attempts = List.copyOf(attempts);
        skipped = List.copyOf(skipped);
    }
}
