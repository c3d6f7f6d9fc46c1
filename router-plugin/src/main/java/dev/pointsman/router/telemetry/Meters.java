package dev.pointsman.router.telemetry;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.money.BudgetListener;
import dev.pointsman.router.money.BudgetReport;
import dev.pointsman.router.selection.EndpointFacts;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is counted of the router's work. Thread-safe; no call waits for anything. */
public interface Meters extends BudgetListener, AutoCloseable {

    /** In the host's {@code io.micrometer.core.instrument.MeterRegistry}; nowhere where it lends none or does not know the type. */
    static Meters of(HostContext host, Standing standing) {
        Logger log = LoggerFactory.getLogger(Meters.class);
        try {
            return RouterMetrics.in(host, standing).orElseGet(() -> {
                log.info("the host lends no meter registry: nothing is counted");
                return NoMeters.INSTANCE;
            });
        } catch (NoClassDefFoundError e) {
            log.info("the host has no Micrometer: nothing is counted");
            return NoMeters.INSTANCE;
        }
    }

    /** Names that labels may have from now on; every other one is counted as {@code other}. */
    void use(RouterConfig policy, Collection<EndpointFacts> endpoints);

    /** A request ended. */
    void routed(RoutedRequest request, Measured measured);

    /** A request ended before anything was decided. */
    void refused(String code);

    /** A line of the decision log was lost. */
    void lineDropped();

    /** How budgets stand now. */
    void budgets(BudgetReport report);

    /** Takes every meter out of the host's registry. */
    @Override
    void close();
}
