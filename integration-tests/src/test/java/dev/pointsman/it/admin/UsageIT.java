package dev.pointsman.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was used and what it cost, as operators, scripts and the holder of a key see it. */
@Timeout(60)
class UsageIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Vendor vendor;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        vendor = Vendor.start();
        vendor.plays("good", ChatVendor.says("good"));
        String policy = new Policy()
                .chat("good", vendor.at("good"), "gpt-good")
                .profile("default", "good")
                .yaml();
        gateway = Gateway.serving(
                policy + "catalog: {gpt-good: {price: {input: 3, output: 15}}}\n"
                        + "workspaces: {engineering: {budget: {monthly: 5 USD}}}\n",
                Map.of("VENDOR_KEY", "sk-vendor"));
    }

    @AfterEach
    void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @Test
    void theHolderOfAKeySeesItsOwnUsageAndWhatIsLeftOfItsBudget() throws Exception {
        String key = made("engineering");
        String other = made("sales");
        chat(key);
        chat(key);
        chat(other);

        JsonNode usage = JSON.readTree(get("/v1/usage", key).body());

        JsonNode summary = usage.at("/usage/summary");
        assertThat(usage.path("policyId").asText()).isEqualTo("engineering");
        assertThat(summary.path("requestCount").asLong()).isEqualTo(2);
        assertThat(summary.path("successCount").asLong()).isEqualTo(2);
        assertThat(summary.path("totalTokens").asLong()).isPositive();
        assertThat(summary.path("actualCostMicros").asLong()).isPositive();
        JsonNode budget = usage.path("budget");
        assertThat(budget.path("configured").asBoolean()).isTrue();
        assertThat(budget.path("windowKey").asText()).matches("workspace/engineering/\\d{4}-\\d{2}");
        assertThat(budget.path("limitMicros").asLong()).isEqualTo(5_000_000);
        assertThat(budget.path("spentMicros").asLong())
                .isEqualTo(summary.path("actualCostMicros").asLong());
        assertThat(budget.path("remainingMicros").asLong())
                .isEqualTo(5_000_000 - budget.path("spentMicros").asLong());
        assertThat(JSON.readTree(get("/v1/usage", other).body())
                        .at("/budget/configured")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void theCommandAsksTheRunningGatewayAndElseReadsTheStore() throws Exception {
        chat(gateway.key());
        chat(gateway.key());

        Command table = command(gateway.data(), "--baseline", "openai/gpt-4o");
        JsonNode json = JSON.readTree(
                command(gateway.data(), "--json", "--by", "key,day").out());
        Command csv = command(gateway.data(), "--csv", "--by", "request");
        gateway.kill();
        JsonNode later = JSON.readTree(command(gateway.data(), "--json").out());

        assertThat(table.out()).contains("good/gpt-good", "The same tokens would have cost $");
        assertThat(json.at("/groups/0/key").asText()).isEqualTo("first");
        assertThat(csv.out().lines()).hasSize(3).first().asString().startsWith("request,at,state,outcome,workspace,");
        assertThat(later.at("/total/requests").asLong()).isEqualTo(2);
        assertThat(later.at("/total/costMicros")).isEqualTo(json.at("/total/costMicros"));
    }

    @Test
    void feedbackStandsWithTheDecisionItIsAbout() throws Exception {
        String key = made("engineering");
        String decision = chat(key).headers().firstValue("x-pointsman-decision").orElseThrow();
        String said = "{\"decision\":\"" + decision + "\",\"score\":0.25,\"reason\":\"too long\"}";

        HttpResponse<String> given =
                new RawClient(gateway).post("/v1/feedback", said, "Bearer " + key, "application/json");
        HttpResponse<String> stranger =
                new RawClient(gateway).post("/v1/feedback", said, "Bearer " + made("sales"), "application/json");

        assertThat(given.statusCode()).as(given.body()).isEqualTo(200);
        assertThat(stranger.statusCode()).isEqualTo(404);
        JsonNode feedback = gateway.ask("/decisions/" + decision).path("feedback");
        assertThat(feedback).hasSize(1);
        assertThat(feedback.at("/0/score").asDouble()).isEqualTo(0.25);
        assertThat(feedback.at("/0/reason").asText()).isEqualTo("too long");
        assertThat(gateway.log()).doesNotContain("too long");
    }

    private HttpResponse<String> chat(String key) throws Exception {
        HttpResponse<String> answer = new RawClient(gateway)
                .post("/v1/chat/completions", RawClient.chatBody("auto", false), "Bearer " + key, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String made(String workspace) throws Exception {
        return JSON.readTree(gateway.operate("POST", "/keys", "{\"workspace\":\"" + workspace + "\"}")
                        .body())
                .path("key")
                .asText();
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.uri().resolve(path))
                .header("authorization", "Bearer " + key)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private Command command(Path data, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("usage", "--data", data.toString()));
        arguments.addAll(
                List.of("--admin-port", Integer.toString(gateway.adminUri().getPort())));
        arguments.addAll(List.of(more));
        Command command = Command.run(
                folder, Map.of("POINTSMAN_ADMIN_KEY", gateway.adminKey()), arguments.toArray(String[]::new));
        assertThat(command.exitCode()).as(command.all()).isZero();
        return command;
    }
}
