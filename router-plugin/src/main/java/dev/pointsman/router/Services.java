package dev.pointsman.router;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.Tracing;
import dev.pointsman.router.admission.Admissions;
import dev.pointsman.router.attempt.AttemptLoop;
import dev.pointsman.router.attempt.ExtraSpend;
import dev.pointsman.router.attempt.RetryBudget;
import dev.pointsman.router.attempt.Timers;
import dev.pointsman.router.capture.Captures;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.ProviderConfig;
import dev.pointsman.router.config.RetentionConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.control.DecisionArchive;
import dev.pointsman.router.control.DecisionRows;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.credentials.Credentials;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthSettings;
import dev.pointsman.router.money.Accounts;
import dev.pointsman.router.money.BudgetReport;
import dev.pointsman.router.money.BudgetWebhook;
import dev.pointsman.router.money.Budgets;
import dev.pointsman.router.selection.EndpointFacts;
import dev.pointsman.router.session.Sessions;
import dev.pointsman.router.telemetry.DecisionLog;
import dev.pointsman.router.telemetry.Measured;
import dev.pointsman.router.telemetry.Meters;
import dev.pointsman.router.telemetry.Standing;
import dev.pointsman.router.workload.LearnedUsage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What outlives a policy: health, sessions, what usage has taught, retry budget, timers, what is written down. Thread-safe. */
final class Services implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);
    private static final long SWEEP_SECONDS = 30;

    private final HostContext host;
    private final InstantSource clock;
    private final ScheduledExecutorService timers;
    private final @Nullable ScheduledExecutorService ownTimers;
    private final Dialects dialects = Dialects.standard();
    private final EndpointHealth health = new EndpointHealth(HealthSettings.defaults(), System::nanoTime);
    private final Credentials credentials;
    private final AtomicReference<RetentionConfig> retention = new AtomicReference<>(RetentionConfig.DEFAULT);
    private final Accounts accounts;
    private final DecisionArchive decisions;
    private final Sessions sessions = Sessions.inThisProcess();
    private final LearnedUsage learned = new LearnedUsage();
    private final RetryBudget retries = new RetryBudget(RetryBudget.DEFAULTS, System::nanoTime);
    private final Admissions admissions = new Admissions(System::nanoTime);
    private final Map<String, ExtraSpend> extraSpend = new ConcurrentHashMap<>();
    private final ExhaustedRequests exhausted = new ExhaustedRequests(System::nanoTime);
    private final AttemptLoop attempts;
    private final Budgets budgets;
    private final Captures captures;
    private final BudgetWebhook webhook;
    private final Meters meters;
    private final Tracing tracing;
    private final DecisionLog decisionLog;
    private final AtomicReference<List<BudgetConfig>> watched = new AtomicReference<>(List.of());
    private final Future<?> sweep;

    private Services(HostContext host, ScheduledExecutorService timers, @Nullable ScheduledExecutorService ownTimers) {
        this.host = host;
        this.clock = host.service(InstantSource.class).orElse(InstantSource.system());
        this.timers = timers;
        this.ownTimers = ownTimers;
        this.credentials = new Credentials(host.secrets(), System::nanoTime);
        this.accounts = Accounts.of(host, clock, retention::get);
        this.decisions = new DecisionArchive(accounts.decisions(), new DecisionRows(accounts.pseudonyms()));
        this.attempts = new AttemptLoop(health, retries, Timers.of(timers), System::nanoTime);
        this.budgets = Budgets.over(host, clock);
        this.captures = Captures.in(host.service(Path.class), clock);
        this.webhook = new BudgetWebhook(host, timers);
        budgets.listen(webhook);
        this.meters = Meters.of(host, new NowStanding(retries, accounts, health));
        budgets.listen(meters);
        this.tracing = host.service(Tracing.class).orElse(Tracing.NONE);
        this.decisionLog = DecisionLog.of(host, meters::lineDropped);
        this.sweep = timers.scheduleWithFixedDelay(this::sweepSoon, 1, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes what the host lends and makes the rest; says once which is which. */
    static Services of(HostContext host) {
        ScheduledExecutorService lent =
                host.service(ScheduledExecutorService.class).orElse(null);
        LOG.atInfo()
                .addKeyValue("timers", lent == null ? "own" : "host")
                .addKeyValue("clock", host.service(InstantSource.class).isPresent() ? "host" : "system")
                .log("router services");
        if (lent != null) {
            return new Services(host, lent, null);
        }
        ScheduledExecutorService own = ownTimers();
        return new Services(host, own, own);
    }

    private static ScheduledExecutorService ownTimers() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("pointsman-timers-", 0).factory());
        executor.setRemoveOnCancelPolicy(true);
        return Executors.unconfigurableScheduledExecutorService(executor);
    }

    HostContext host() {
        return host;
    }

    InstantSource clock() {
        return clock;
    }

    ScheduledExecutorService timers() {
        return timers;
    }

    Dialects dialects() {
        return dialects;
    }

    EndpointHealth health() {
        return health;
    }

    Credentials credentials() {
        return credentials;
    }

    Accounts accounts() {
        return accounts;
    }

    /** For how long rows are kept from now on. */
    void keepFor(RetentionConfig value) {
        retention.set(value);
    }

    DecisionArchive decisions() {
        return decisions;
    }

    Sessions sessions() {
        return sessions;
    }

    LearnedUsage learned() {
        return learned;
    }

    RetryBudget retries() {
        return retries;
    }

    /** What second attempts of a profile may still cost. */
    ExtraSpend extraSpend(String profile) {
        return extraSpend.computeIfAbsent(profile, name -> new ExtraSpend());
    }

    ExhaustedRequests exhausted() {
        return exhausted;
    }

    Admissions admissions() {
        return admissions;
    }

    AttemptLoop attempts() {
        return attempts;
    }

    Budgets budgets() {
        return budgets;
    }

    Captures captures() {
        return captures;
    }

    Tracing tracing() {
        return tracing;
    }

    Meters meters() {
        return meters;
    }

    /** Tells everybody who writes down or counts, once for each request that got a decision. */
    void told(RoutedRequest request, Measured measured) {
        decisions.add(request);
        meters.routed(request, measured);
        decisionLog.add(request, measured.streaming());
    }

    /** Models that the policy in force knows by now. */
    void known(RouterConfig config, Collection<EndpointFacts> endpoints) {
        meters.use(config, endpoints);
    }

    /** What of a policy outlives its requests. */
    void use(RouterConfig config) {
        decisionLog.use(config.decisionLog());
        watched.set(config.budgets());
        retries.use(RetryBudget.Settings.of(config.resilience()));
        health.useLocal(config.providers().values().stream()
                .filter(ProviderConfig::local)
                .map(ProviderConfig::name)
                .collect(Collectors.toSet()));
        budgets.use(config.budgets());
        webhook.use(config.alerts());
        captures.use(config.captures());
    }

    /** The timers' thread must not wait for a store. */
    private void sweepSoon() {
        Thread.ofVirtual().name("pointsman-sweep").start(() -> {
            budgets.sweep();
            countBudgets();
            captures.sweep();
        });
    }

    /** Here and not when somebody reads the meters, since the store may be slow. */
    private void countBudgets() {
        List<BudgetConfig> now = watched.get();
        try {
            meters.budgets(now.isEmpty() ? new BudgetReport(List.of(), List.of(), 0) : budgets.report(now));
        } catch (IllegalStateException e) {
            LOG.atWarn()
                    .addKeyValue("exception", e.getMessage())
                    .log("budgets are not counted until the store answers");
        }
    }

    /** What meters ask for when they are read. */
    private record NowStanding(RetryBudget retries, Accounts accounts, EndpointHealth health) implements Standing {

        @Override
        public double retryTokens() {
            return retries.tokens();
        }

        @Override
        public long spooledBytes() {
            return accounts.spooledBytes();
        }

        @Override
        public boolean isClosed(EndpointKey endpoint) {
            return !health.reading(endpoint, null).open();
        }
    }

    @Override
    public void close() {
        sweep.cancel(false);
        decisions.feed().close();
        budgets.close();
        captures.close();
        accounts.close();
        decisionLog.close();
        meters.close();
        if (ownTimers != null) {
            ownTimers.shutdownNow();
        }
    }
}
