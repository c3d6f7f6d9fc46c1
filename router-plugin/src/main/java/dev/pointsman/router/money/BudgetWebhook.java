package dev.pointsman.router.money;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.router.config.AlertsConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts alerts to the URL that the policy names, through the host's egress: {@code {"event": "budget_threshold", "budget", "period",
 * "percent", "spentUsd", "limitUsd", "resetsAt", "text"}}. Three tries, a few at once; the log has every alert anyway.
 * Thread-safe.
 */
public final class BudgetWebhook implements BudgetListener {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetWebhook.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HostContext host;
    private final ScheduledExecutorService timers;
    private final Semaphore room = new Semaphore(16);
    private volatile @Nullable AlertsConfig config;

    public BudgetWebhook(HostContext host, ScheduledExecutorService timers) {
        this.host = host;
        this.timers = timers;
    }

    /** From now on. */
    public void use(AlertsConfig changed) {
        config = changed;
    }

    @Override
    public void passed(BudgetAlert alert) {
        AlertsConfig target = config;
        if (target == null || target.webhook() == null) {
            return;
        }
        if (!room.tryAcquire()) {
            LOG.atWarn()
                    .addKeyValue("budget", alert.budget())
                    .log("too many alerts wait for the webhook; one was left out");
            return;
        }
        start(target, alert, 1);
    }

    private void start(AlertsConfig target, BudgetAlert alert, int number) {
        Thread.ofVirtual().name("pointsman-alert").start(() -> attempt(target, alert, number));
    }

    private void attempt(AlertsConfig target, BudgetAlert alert, int number) {
        String problem;
        try {
            problem = post(target, alert);
        } catch (IOException | RuntimeException e) {
            // Their messages may name the URL, which may be a secret.
            problem = e.getClass().getName();
        }
        if (problem == null) {
            room.release();
        } else if (number < TRIES && !timers.isShutdown()) {
            timers.schedule(() -> start(target, alert, number + 1), BETWEEN.toSeconds() * number, TimeUnit.SECONDS);
        } else {
            room.release();
            LOG.atWarn()
                    .addKeyValue("budget", alert.budget())
                    .addKeyValue("problem", problem)
                    .log("the webhook did not take an alert");
        }
    }

    /** What went wrong; null when nothing did. */
    private @Nullable String post(AlertsConfig target, BudgetAlert alert) throws IOException {
        URI url = URI.create(plain(String.valueOf(target.webhook())));
        OutboundRequest.Builder request = OutboundRequest.post(url, body(alert));
        if (target.credential() != null) {
            request.secret("authorization", "Bearer ", host.secrets().resolve(target.credential()));
        }
        Endpoint endpoint = new Endpoint(URI.create(url.getScheme() + "://" + url.getRawAuthority()), target.local());
        try (OutboundCall call = host.egress(endpoint).prepare(request.build())) {
            Future<?> limit = timers.schedule(call::close, LONGEST.toSeconds(), TimeUnit.SECONDS);
            int status = call.execute().status();
            limit.cancel(false);
            return status / 100 == 2 ? null : "status " + status;
        }
    }

    private String plain(String urlOrReference) {
        return urlOrReference.startsWith("${")
                ? host.secrets().resolve(urlOrReference).reveal()
                : urlOrReference;
    }

    private static Payload body(BudgetAlert alert) {
        String period = alert.period().name().toLowerCase(Locale.ROOT);
        ObjectNode json = JSON.createObjectNode()
                .put("event", "budget_threshold")
                .put("budget", alert.budget())
                .put("period", period)
                .put("percent", alert.percent())
                .put("spentUsd", alert.spent() / 1e6)
                .put("limitUsd", alert.limit() / 1e6)
                .put(
                        "resetsAt",
                        alert.resetsAt() == null
                                ? null
                                : Instant.ofEpochMilli(alert.resetsAt()).toString())
                .put(
                        "text",
                        "Budget %s: %s of the %s limit of %s USD is spent."
                                .formatted(alert.budget(), percent(alert.percent()), period, alert.limit() / 1e6));
        return Payload.of(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String percent(double value) {
        return (value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value)) + " %";
    }
}
