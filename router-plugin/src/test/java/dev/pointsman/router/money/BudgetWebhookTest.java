package dev.pointsman.router.money;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.OutboundResponse;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.router.config.AlertsConfig;
import dev.pointsman.router.config.BudgetConfig.Period;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetWebhookTest {

    private static final BudgetAlert ALERT =
            new BudgetAlert("team", Period.MONTHLY, 80, 400_000_000, 500_000_000, 1_798_761_600_000L);

    private final ConcurrentLinkedQueue<OutboundRequest> sent = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Endpoint> endpoints = new ConcurrentLinkedQueue<>();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);

    @AfterEach
    void end() {
        timers.shutdownNow();
    }

    @Test
    void postsWhatHappenedThroughTheEgressAndHidesTheAddress() throws Exception {
        BudgetWebhook webhook = new BudgetWebhook(host(200), timers);
        webhook.use(new AlertsConfig("${env:HOOK}", "${env:TOKEN}", false));

        webhook.passed(ALERT);

        assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
        OutboundRequest request = sent.remove();
        assertThat(request.uri()).isEqualTo(URI.create("https://hooks.example:8443/T0/secret-path?x=1"));
        assertThat(endpoints.remove()).isEqualTo(new Endpoint(URI.create("https://hooks.example:8443"), false));
        assertThat(request.headers())
                .anySatisfy(header -> assertThat(header.value()).isEqualTo("Bearer token"));
        JsonNode body = new ObjectMapper().readTree(request.body().orElseThrow().array());
        assertThat(body.path("event").asText()).isEqualTo("budget_threshold");
        assertThat(body.path("budget").asText()).isEqualTo("team");
        assertThat(body.path("percent").asDouble()).isEqualTo(80);
        assertThat(body.path("spentUsd").asDouble()).isEqualTo(400);
        assertThat(body.path("resetsAt").asText()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(body.path("text").asText())
                .isEqualTo("Budget team: 80 % of the monthly limit of 500.0 USD is spent.");
    }

    @Test
    void triesAgainLaterWhatWasNotTaken() throws Exception {
        ScheduledThreadPoolExecutor held = new ScheduledThreadPoolExecutor(1);
        BudgetWebhook webhook = new BudgetWebhook(host(503), held);
        webhook.use(new AlertsConfig("https://hooks.example/x", null, false));

        webhook.passed(ALERT);

        assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (held.getQueue().stream().noneMatch(task -> !((Future<?>) task).isDone())
                && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(held.getQueue()).isNotEmpty();
        held.shutdownNow();
    }

    @Test
    void tellsNobodyWhereNobodyIsNamed() {
        BudgetWebhook webhook = new BudgetWebhook(host(200), timers);
        webhook.use(new AlertsConfig(null, null, false));

        webhook.passed(ALERT);

        assertThat(sent).isEmpty();
    }

    private HostContext host(int status) {
        Map<String, String> values =
                Map.of("${env:HOOK}", "https://hooks.example:8443/T0/secret-path?x=1", "${env:TOKEN}", "token");
        return new HostContext() {
            @Override
            public Egress egress(Endpoint endpoint) {
                endpoints.add(endpoint);
                return request -> call(request, status);
            }

            @Override
            public Secrets secrets() {
                return reference -> Secret.of(values.get(reference));
            }
        };
    }

    private OutboundCall call(OutboundRequest request, int status) {
        return new OutboundCall() {
            @Override
            public OutboundResponse execute() throws IOException {
                sent.add(request);
                arrived.countDown();
                return new OutboundResponse(
                        status, Map.<String, List<String>>of(), new ByteArrayInputStream(new byte[0]));
            }

            @Override
            public void close() {}
        };
    }
}
