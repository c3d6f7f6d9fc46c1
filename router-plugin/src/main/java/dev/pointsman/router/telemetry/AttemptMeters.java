package dev.pointsman.router.telemetry;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.health.EndpointKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts and times attempts, whatever became of them. */
final class AttemptMeters {

    /** An attempt that did not fail: every series of a name must have the same labels. */
    private static final String NO_ERROR = "none";

    private final RegisteredMeters meters;
    private final LabelValues values;
    private final Standing standing;

    AttemptMeters(RegisteredMeters meters, LabelValues values, Standing standing) {
        this.meters = meters;
        this.values = values;
        this.standing = standing;
    }

    void count(RoutedRequest request, Measured measured) {
        AttemptReport answering = AttemptLog.answering(request.attempts()).orElse(null);
        AttemptReport before = null;
        for (AttemptReport attempt : request.attempts()) {
            EndpointKey endpoint = new EndpointKey(attempt.provider(), attempt.model());
            String provider = values.provider(attempt.provider());
            meters.count(MeterName.ATTEMPTS, 1, provider, values.model(endpoint), attempt.outcome());
            @Nullable String served = attempt == answering ? measured.servedModel() : null;
            time(attempt, values.genAi(request, endpoint, served), measured);
            if (before != null) {
                meters.count(MeterName.FALLBACKS, 1, values.provider(before.provider()), provider, before.outcome());
            }
            if (!attempt.losses().isEmpty()) {
                meters.count(MeterName.LOSSES, attempt.losses().size(), provider);
            }
            if (!values.model(endpoint).equals(LabelValues.OTHER)) {
                meters.gauge(
                        MeterName.BREAKER, () -> standing.isClosed(endpoint) ? 1 : 0, provider, values.model(endpoint));
            }
            before = attempt;
        }
    }

    private void time(AttemptReport attempt, LabelValues.GenAi labels, Measured measured) {
        meters.time(
                MeterName.OPERATION_DURATION,
                Duration.ofMillis(attempt.endMillis() - attempt.startMillis()),
                labels.and(attempt.succeeded() ? NO_ERROR : attempt.outcome()));
        Long first = attempt.firstContentMillis();
        if (!measured.streaming() || first == null) {
            return;
        }
        meters.time(MeterName.TIME_TO_FIRST_CHUNK, Duration.ofMillis(first - attempt.startMillis()), labels.and());
        if (measured.perFrame() != null) {
            meters.time(MeterName.TIME_PER_OUTPUT_CHUNK, measured.perFrame(), labels.and());
        }
    }
}
