package dev.pointsman.router.telemetry;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.money.BudgetAlert;
import dev.pointsman.router.money.BudgetReport;
import dev.pointsman.router.selection.EndpointFacts;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Optional;

/** Counts in the host's registry, by what there is to count: decisions, attempts, what they used, budgets. */
final class RouterMetrics implements Meters {

    private final RegisteredMeters meters;
    private final LabelValues values = new LabelValues();
    private final DecisionMeters decisions;
    private final AttemptMeters attempts;
    private final SpendingMeters spending;
    private final BudgetMeters budgets;

    private RouterMetrics(RegisteredMeters meters, Standing standing) {
        this.meters = meters;
        this.decisions = new DecisionMeters(meters, values);
        this.attempts = new AttemptMeters(meters, values, standing);
        this.spending = new SpendingMeters(meters, values);
        this.budgets = new BudgetMeters(meters, values);
        meters.gauge(MeterName.RETRY_TOKENS, standing::retryTokens);
        meters.gauge(MeterName.SPOOL, standing::spooledBytes);
    }

    /** Empty when the host lends no registry. */
    static Optional<Meters> in(HostContext host, Standing standing) {
        return host.service(MeterRegistry.class)
                .map(registry -> new RouterMetrics(new RegisteredMeters(registry), standing));
    }

    @Override
    public void use(RouterConfig policy, Collection<EndpointFacts> endpoints) {
        values.use(policy, endpoints);
    }

    @Override
    public void refused(String code) {
        meters.count(MeterName.REFUSALS, 1, code);
    }

    @Override
    public void routed(RoutedRequest request, Measured measured) {
        decisions.count(request);
        attempts.count(request, measured);
        spending.count(request, measured);
    }

    @Override
    public void lineDropped() {
        meters.count(MeterName.LINES_DROPPED, 1);
    }

    @Override
    public void passed(BudgetAlert alert) {
        budgets.passed(alert);
    }

    @Override
    public void expired(int reservations) {
        budgets.expired(reservations);
    }

    @Override
    public void budgets(BudgetReport report) {
        budgets.stand(report);
    }

    @Override
    public void close() {
        meters.close();
    }
}
