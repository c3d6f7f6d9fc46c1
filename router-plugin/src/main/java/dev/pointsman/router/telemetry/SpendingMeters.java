package dev.pointsman.router.telemetry;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.money.Bill;
import dev.pointsman.router.money.BilledAttempt;
import dev.pointsman.router.money.UsageSource;
import org.jspecify.annotations.Nullable;

/** Counts tokens, money and carbon, of each attempt that anything was billed for. */
final class SpendingMeters {

    static final double MICROS = 1_000_000;

    private final RegisteredMeters meters;
    private final LabelValues values;

    SpendingMeters(RegisteredMeters meters, LabelValues values) {
        this.meters = meters;
        this.values = values;
    }

    void count(RoutedRequest request, Measured measured) {
        int answering = AttemptLog.answering(request.attempts())
                .map(attempt -> attempt.number())
                .orElse(0);
        for (BilledAttempt attempt : measured.attempts()) {
            if (attempt.bill().source() != UsageSource.NONE) {
                boolean answers = attempt.report().number() == answering;
                count(request, attempt, answers ? measured.servedModel() : null);
            }
        }
    }

    private void count(RoutedRequest request, BilledAttempt attempt, @Nullable String served) {
        Bill bill = attempt.bill();
        Usage usage = bill.usage();
        EndpointKey endpoint =
                new EndpointKey(attempt.report().provider(), attempt.report().model());
        String provider = values.provider(endpoint.provider());
        LabelValues.GenAi labels = values.genAi(request, endpoint, served);
        meters.measure(MeterName.TOKEN_USAGE, usage.input(), labels.and("input"));
        meters.measure(MeterName.TOKEN_USAGE, usage.output(), labels.and("output"));
        if (bill.source() == UsageSource.ESTIMATED) {
            meters.count(MeterName.ESTIMATED, 1, provider);
        }
        cost(request, bill, provider);
        request.decision()
                .gramsPerThousandTokens(endpoint)
                .ifPresent(grams -> meters.count(MeterName.CARBON, grams * usage.output() / 1000, provider));
    }

    private void cost(RoutedRequest request, Bill bill, String provider) {
        Long micros = bill.costMicros();
        if (micros == null) {
            meters.count(MeterName.UNPRICED, 1, provider);
            return;
        }
        String workspace = request.asked().features().caller().workspace();
        meters.count(
                MeterName.COST,
                micros / MICROS,
                values.workspace(workspace),
                request.decision().profile(),
                provider);
        Long told = bill.vendorMicros();
        if (told != null) {
            meters.count(MeterName.COST_TOLD, told / MICROS, provider, "vendor");
            meters.count(MeterName.COST_TOLD, micros / MICROS, provider, "prices");
        }
    }
}
