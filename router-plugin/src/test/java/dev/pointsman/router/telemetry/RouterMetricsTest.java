package dev.pointsman.router.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.AutoProviderFactory;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.config.Vocabulary;
import dev.pointsman.router.control.Asked;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.money.Bill;
import dev.pointsman.router.money.BilledAttempt;
import dev.pointsman.router.money.BudgetDrift;
import dev.pointsman.router.money.BudgetReport;
import dev.pointsman.router.money.UsageSource;
import dev.pointsman.router.selection.Decision;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouterMetricsTest {

    private static final Map<String, Object> POLICY =
            Map.of("version", 1, "providers", Map.of("cheap", provider("small", 0.1), "dear", provider("large", 10)));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FakeVendor vendor = new FakeVendor();
    private final List<Decision> decisions = new ArrayList<>();
    private final FakeHost host = new FakeHost(vendor)
            .lending(MeterRegistry.class, registry)
            .listener((decision, attempts, usage) -> decisions.add((Decision) decision));
    private final ModelProvider auto =
            new AutoProviderFactory().create(new ProviderSettings("auto", "auto", POLICY), host);

    @AfterEach
    void close() {
        auto.close();
        registry.close();
    }

    @Test
    void anAnswerIsCountedWithItsTokensItsCostAndItsTimeUnderTheConventionsNames() {
        read(auto.call(chat("auto-economy", true), CallContext.ANONYMOUS));

        assertThat(registry.scrape())
                .contains(
                        "pointsman_decisions_total{outcome=\"ok\",profile=\"economy\"} 1.0",
                        "pointsman_choices_total{model=\"small\",profile=\"economy\",provider=\"cheap\"} 1.0",
                        "pointsman_attempts_total{model=\"small\",outcome=\"ok\",provider=\"cheap\"} 1.0",
                        "gen_ai_client_operation_duration_seconds_bucket{error_type=\"none\",gen_ai_operation_name=\"chat\","
                                + "gen_ai_provider_name=\"fake\",gen_ai_request_model=\"small\",gen_ai_response_model=\"small\",le=\"0.32\"} 1",
                        "gen_ai_client_operation_time_to_first_chunk_seconds_count{gen_ai_operation_name=\"chat\","
                                + "gen_ai_provider_name=\"fake\",gen_ai_request_model=\"small\","
                                + "gen_ai_response_model=\"small\"} 1",
                        "gen_ai_client_token_usage_sum{gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"fake\","
                                + "gen_ai_request_model=\"small\",gen_ai_response_model=\"small\",gen_ai_token_type=\"input\"} 1000.0",
                        "gen_ai_client_token_usage_bucket{gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"fake\","
                                + "gen_ai_request_model=\"small\",gen_ai_response_model=\"small\",gen_ai_token_type=\"output\",le=\"256.0\"} 1",
                        "pointsman_cost_usd_total{profile=\"economy\",provider=\"cheap\",workspace=\"default\"} 1.4E-4",
                        "pointsman_breaker_state{model=\"small\",provider=\"cheap\"} 0.0",
                        "pointsman_retry_tokens 10.0",
                        "pointsman_ledger_spool_bytes 0.0");
    }

    @Test
    void aFallbackTellsFromWhomToWhomAndWhy() {
        vendor.failing("cheap", new Overloaded());

        read(auto.call(chat("auto-economy", false), CallContext.ANONYMOUS));

        assertThat(registry.scrape())
                .contains(
                        "pointsman_fallbacks_total{from=\"cheap\",reason=\"overloaded\",to=\"dear\"} 1.0",
                        "pointsman_attempts_total{model=\"small\",outcome=\"overloaded\",provider=\"cheap\"} 1.0",
                        "error_type=\"overloaded\"")
                .doesNotContain("time_to_first_chunk");
    }

    @Test
    void whoAsksForAModelThatDoesNotExistIsCountedWithoutItsName() {
        assertThatThrownBy(() -> read(auto.call(chat("gpt-canary", false), CallContext.ANONYMOUS)))
                .isInstanceOf(ProviderException.class);

        assertThat(registry.scrape())
                .contains("pointsman_refusals_total{reason=\"model_not_found\"} 1.0")
                .doesNotContain("canary");
    }

    @Test
    void aHundredThousandModelsAndWorkspacesMakeFewSeries() {
        read(auto.call(chat("auto", false), CallContext.ANONYMOUS));
        Random random = new Random(7);
        Meters meters = Meters.of(host, Quiet.INSTANCE);
        meters.use(RouterConfig.read(POLICY, Vocabulary.unchecked()), List.of());

        for (int i = 0; i < 100_000; i++) {
            RoutedRequest request = request("m" + random.nextLong(), "v" + random.nextInt(), "w" + random.nextInt());
            meters.routed(request, measured(request, "m" + random.nextLong()));
        }

        assertThat(registry.scrape().lines().filter(line -> !line.startsWith("#")))
                .hasSizeLessThan(500)
                .noneMatch(line -> line.matches(".*\"[mvw]-?\\d+\".*"));
    }

    @Test
    void ofALongListOfModelsThoseUsedFirstHaveTheirOwnSeries() {
        List<Map<String, Object>> models = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            models.add(Map.of("id", "m" + i, "window", 8000));
        }
        Map<String, Object> wide = Map.of("type", "fake", "owner", "team", "models", models);
        ModelProvider router = new AutoProviderFactory()
                .create(
                        new ProviderSettings("auto", "auto", Map.of("version", 1, "providers", Map.of("wide", wide))),
                        host);

        for (int i = 0; i < 200; i++) {
            read(router.call(chat("wide/m" + i, false), CallContext.ANONYMOUS));
        }

        assertThat(registry.scrape().lines().filter(line -> line.startsWith("pointsman_attempts_total{")))
                .hasSize(51)
                .anyMatch(line -> line.contains("model=\"m0\""))
                .anyMatch(line -> line.contains("model=\"other\"") && line.endsWith(" 150.0"));
        router.close();
    }

    @Test
    void budgetsTellWhatReservationsCameToAndHowManyNobodyEnded() {
        Meters meters = Meters.of(host, Quiet.INSTANCE);
        read(auto.call(chat("auto-economy", false), CallContext.ANONYMOUS));
        BudgetDrift own = new BudgetDrift("cheap", "small", true, 2, 300, 200, 150, 1, 0, 1, 160, 150);
        BudgetDrift ours = new BudgetDrift("cheap", "small", false, 1, 30, 20, 20, 0, 0, 0, 0, 0);

        meters.budgets(new BudgetReport(List.of(), List.of(own, ours), 0));
        meters.expired(3);

        assertThat(registry.scrape())
                .contains(
                        "sum=\"reserved\"} 3.3E-4",
                        "sum=\"settled\"} 2.2E-4",
                        "sum=\"vendor\"} 1.6E-4",
                        "sum=\"vendor_settled\"} 1.5E-4",
                        "pointsman_reservations_expired_total 3.0");
        meters.close();
    }

    @Test
    void whoAnswersIsToldByTierAndAnUnknownNameOfItsModelIsNotTold() {
        vendor.answeringWith("small", "small-2026-11-01");
        read(auto.call(chat("auto-economy", true), CallContext.ANONYMOUS));
        vendor.answeringWith("small", "canary");
        read(auto.call(chat("auto-economy", true), CallContext.ANONYMOUS));

        assertThat(registry.scrape())
                .contains(
                        "pointsman_answers_total{profile=\"economy\",tier=\"lower\"} 2.0",
                        "gen_ai_response_model=\"small\"",
                        "gen_ai_response_model=\"other\"",
                        "gen_ai_client_operation_time_per_output_chunk_seconds_count")
                .doesNotContain("canary");
    }

    @Test
    void whatWasCountedLeavesTheHostsRegistryWithTheRouter() {
        read(auto.call(chat("auto", false), CallContext.ANONYMOUS));

        auto.close();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void withoutARegistryRequestsAreAnsweredUncounted() {
        ModelProvider uncounted =
                new AutoProviderFactory().create(new ProviderSettings("auto", "auto", POLICY), new FakeHost(vendor));

        assertThat(uncounted.call(chat("auto", false), CallContext.ANONYMOUS).next())
                .isPresent();
        assertThat(Meters.of(HostContext.none(), Quiet.INSTANCE)).isSameAs(NoMeters.INSTANCE);
        uncounted.close();
    }

    private static Measured measured(RoutedRequest request, String served) {
        Bill bill = new Bill(Usage.of(10, 20), UsageSource.REPORTED, 30L, "policy", 31L);
        return new Measured(
                true, List.of(new BilledAttempt(request.attempts().getFirst(), bill)), served, Duration.ofMillis(20));
    }

    private RoutedRequest request(String model, String provider, String workspace) {
        RequestFeatures features = RequestFeatures.builder()
                .model(model)
                .caller(Caller.ofWorkspace(workspace))
                .build();
        AttemptReport attempt = new AttemptReport(1, provider, model, null, List.of(), List.of(), "ok", 200, 1, 5L, 9);
        return new RoutedRequest(
                1,
                decisions.getFirst(),
                new Asked(features, Dialect.OPENAI_CHAT, Map.of()),
                List.of(attempt),
                List.of(),
                new UsageRecord(Usage.of(10, 20), false, 30L, "ok"));
    }

    private static Map<String, Object> provider(String model, double price) {
        return Map.of(
                "type",
                "fake",
                "owner",
                "team",
                "models",
                List.of(Map.of(
                        "id",
                        model,
                        "window",
                        8000,
                        "price",
                        Map.of("input", price, "output", 4 * price),
                        "quality",
                        0.5)));
    }

    private static ModelRequest chat(String model, boolean streaming) {
        String stream = streaming ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "";
        return ModelRequest.of(
                model,
                Dialect.OPENAI_CHAT,
                streaming,
                Payload.ofUtf8("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"
                        + stream + "}"));
    }

    private static void read(ModelResponse response) {
        while (response.next().isPresent()) {
            // On to the end: only then it is counted.
        }
    }

    private enum Quiet implements Standing {
        INSTANCE;

        @Override
        public double retryTokens() {
            return 0;
        }

        @Override
        public long spooledBytes() {
            return 0;
        }

        @Override
        public boolean isClosed(EndpointKey endpoint) {
            return false;
        }
    }
}
