package dev.pointsman.router.telemetry;

import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.money.BudgetAlert;
import dev.pointsman.router.money.BudgetReport;
import dev.pointsman.router.selection.EndpointFacts;
import java.util.Collection;

/** Nobody counts. */
enum NoMeters implements Meters {
    INSTANCE;

    @Override
    public void use(RouterConfig policy, Collection<EndpointFacts> endpoints) {}

    @Override
    public void routed(RoutedRequest request, Measured measured) {}

    @Override
    public void refused(String code) {}

    @Override
    public void lineDropped() {}

    @Override
    public void passed(BudgetAlert alert) {}

    @Override
    public void budgets(BudgetReport report) {}

    @Override
    public void close() {}
}
