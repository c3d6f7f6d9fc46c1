package dev.pointsman.it.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packed router counts into the registry of the host that loaded it, with a collector that never answers. */
class TelemetryIT {

    private static final String PROMPT = "Name three rivers.";

    private static Vendor vendor;
    private static Gateway gateway;
    private static RawClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        vendor.plays("good", ChatVendor.says("Still ", "here."));
        String policy = new Policy()
                        .chat("good", vendor.at("good"), "gpt-good")
                        .chat("nobody", Vendor.nobody(), "gpt-nobody")
                        .profile("default", "good")
                        .profile("chain", "nobody", "good")
                        .yaml()
                + "decisionLog: {to: stderr}\ngateway: {telemetry: {otlp: \"" + Vendor.nobody() + "\"}}\n";
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor-canary"));
        client = new RawClient(gateway);
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @Test
    void theRouterInItsJarCountsWhereOperatorsLook() throws Exception {
        client.chat("auto", true);
        client.chat("auto-chain", false);
        client.chat("canary-model", false);

        String metrics = metrics();

        assertThat(metrics)
                .contains(
                        "pointsman_decisions_total{outcome=\"ok\",profile=\"chain\"}",
                        "pointsman_fallbacks_total{from=\"nobody\",reason=\"unreachable\",to=\"good\"}",
                        "pointsman_refusals_total{reason=\"model_not_found\"}",
                        "gen_ai_client_operation_duration_seconds_bucket{error_type=\"none\"",
                        "gen_ai_client_operation_time_to_first_chunk_seconds_count{",
                        "pointsman_http_requests_seconds_count{route=\"POST /v1/chat/completions\",status=\"200\"}",
                        "pointsman_ledger_spool_bytes")
                .doesNotContain(PROMPT, "canary");
    }

    @Test
    void theDecisionLogIsALineOfJsonAmongTheOthersAndHoldsNoPrompt() throws Exception {
        String decision = client.chat("auto-chain", false)
                .headers()
                .firstValue("x-pointsman-decision")
                .orElseThrow();

        gateway.awaitLog("{\"v\":1,\"id\":\"" + decision);

        List<String> lines = gateway.log()
                .lines()
                .filter(line -> line.startsWith("{\"v\":1,\"id\":\"" + decision))
                .toList();
        assertThat(lines).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines.getFirst());
        assertThat(line.path("attempts").findValuesAsText("outcome")).containsExactly("unreachable", "ok");
        assertThat(gateway.log()).doesNotContain(PROMPT, "sk-vendor-canary");
    }

    private static String metrics() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.adminUri().resolve("/metrics"))
                .header("authorization", "Bearer " + gateway.adminKey())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
