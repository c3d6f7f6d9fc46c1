package dev.pointsman.router.telemetry;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.RankedCandidate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Counts what was decided, and what became of the choice. */
final class DecisionMeters {

    private final RegisteredMeters meters;
    private final LabelValues values;

    DecisionMeters(RegisteredMeters meters, LabelValues values) {
        this.meters = meters;
        this.values = values;
    }

    void count(RoutedRequest request) {
        Decision decision = request.decision();
        String profile = decision.profile();
        meters.count(MeterName.DECISIONS, 1, profile, request.usage().outcome());
        if (!decision.ranked().isEmpty()) {
            EndpointKey first = decision.ranked().getFirst().endpoint();
            meters.count(MeterName.CHOICES, 1, profile, values.provider(first.provider()), values.model(first));
        }
        if (decision.panic()) {
            meters.count(MeterName.PANICS, 1, profile);
        }
        decision.dropped().forEach((reason, count) -> meters.count(MeterName.DROPS, count, reason.code()));
        for (AttemptLog.Skipped skipped : request.skipped()) {
            // Behind a colon stands what a plugin or a policy says.
            boolean downgrade = skipped.candidate().startsWith("profile ");
            meters.count(MeterName.SKIPS, 1, downgrade ? "downgrade" : head(skipped.reason()));
        }
        answer(request).ifPresent(by -> answered(request, by));
    }

    private static String head(String code) {
        int colon = code.indexOf(':');
        return colon < 0 ? code : code.substring(0, colon);
    }

    private static Optional<EndpointKey> answer(RoutedRequest request) {
        return AttemptLog.answering(request.attempts())
                .filter(AttemptReport::succeeded)
                .map(attempt -> new EndpointKey(attempt.provider(), attempt.model()));
    }

    private void answered(RoutedRequest request, EndpointKey by) {
        meters.count(MeterName.ANSWERS, 1, request.decision().profile(), tier(request.decision(), by));
        String before = request.decision().inputs().policy().lastModel();
        if (before != null && !before.equals(by.name())) {
            // Something failed, or another one was rated higher.
            AttemptReport first = request.attempts().getFirst();
            boolean fellBack = !first.succeeded();
            meters.count(MeterName.SWITCHES, 1, fellBack ? first.outcome() : "choice");
        }
    }

    /** {@code top} for one that nothing was dearer than, of those that could have answered; {@code none} where all cost the same. */
    private static String tier(Decision decision, EndpointKey by) {
        double dearest = 0;
        double cheapest = Double.MAX_VALUE;
        double answering = Double.NaN;
        List<RankedCandidate> ranked = decision.ranked();
        for (RankedCandidate candidate : ranked) {
            OptionalDouble cost = decision.expectedCost(candidate.candidate());
            if (cost.isPresent()) {
                dearest = Math.max(dearest, cost.getAsDouble());
                cheapest = Math.min(cheapest, cost.getAsDouble());
                answering = candidate.endpoint().equals(by) ? cost.getAsDouble() : answering;
            }
        }
        if (Double.isNaN(answering) || cheapest >= dearest) {
            return "none";
        }
        return answering >= dearest ? "top" : "lower";
    }
}
