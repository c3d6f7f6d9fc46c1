package dev.pointsman.router;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.router.admission.Admissions;
import dev.pointsman.router.attempt.AttemptLoop;
import dev.pointsman.router.attempt.RetryBudget;
import dev.pointsman.router.attempt.Timers;
import dev.pointsman.router.config.RetentionConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.control.DecisionArchive;
import dev.pointsman.router.control.DecisionRows;
import dev.pointsman.router.credentials.Credentials;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.HealthSettings;
import dev.pointsman.router.money.Accounts;
import dev.pointsman.router.money.BudgetWebhook;
import dev.pointsman.router.money.Budgets;
import dev.pointsman.router.session.Sessions;
import dev.pointsman.router.workload.LearnedUsage;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
    private final AttemptLoop attempts;
    private final Budgets budgets;
    private final BudgetWebhook webhook;
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
        this.webhook = new BudgetWebhook(host, timers);
        budgets.listen(webhook);
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

    Admissions admissions() {
        return admissions;
    }

    AttemptLoop attempts() {
        return attempts;
    }

    Budgets budgets() {
        return budgets;
    }

    /** What of a policy outlives its requests. */
    void use(RouterConfig config) {
        retries.use(RetryBudget.Settings.of(config.resilience()));
        budgets.use(config.budgets());
        webhook.use(config.alerts());
    }

    /** The timers' thread must not wait for a store. */
    private void sweepSoon() {
        Thread.ofVirtual().name("pointsman-sweep").start(budgets::sweep);
    }

    @Override
    public void close() {
        sweep.cancel(false);
        decisions.feed().close();
        budgets.close();
        accounts.close();
        if (ownTimers != null) {
            ownTimers.shutdownNow();
        }
    }
}
