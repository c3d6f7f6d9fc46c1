package dev.pointsman.it.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.Vendor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What OpenClaw's bundled plugin for routers asks of one, with the headers it sends. */
class CatalogIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, String> OPENCLAW = Map.of(
            "x-clawrouter-client", "openclaw",
            "x-clawrouter-agent-id", "coder",
            "x-clawrouter-session-id", "8d0c7d8a-0000-4000-8000-000000000001");

    private static Vendor vendor;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                        .chat("good", vendor.at("good"), "gpt-good")
                        .chat("other", vendor.at("other"), "gpt-other", 64_000)
                        .profile("default", "good")
                        .profile("mine", "other")
                        .yaml()
                + "rules: [{when: {agent: coder}, use: mine}]\n";
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"));
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @Test
    void offersEachNameWithThePriceAndTheWindowOfThoseThatAnswerIt() throws Exception {
        JsonNode models = JSON.readTree(get("/v1/catalog").body()).at("/providers/0/models");

        assertThat(models.findValuesAsText("id")).contains("auto", "auto-mine").doesNotContain("good/gpt-good");
        assertThat(model(models, "auto").at("/pricing/maxInputTokens").asInt()).isEqualTo(128_000);
        assertThat(model(models, "auto-mine").at("/pricing/maxInputTokens").asInt())
                .isEqualTo(64_000);
        assertThat(model(models, "auto").at("/pricing/inputMicrosPerMillion").asInt())
                .isEqualTo(1_000_000);
        assertThat(model(models, "auto").at("/pricing/outputMicrosPerMillion").asInt())
                .isEqualTo(2_000_000);
    }

    @Test
    void whatAStreamToldItCostIsWhatTheDecisionHolds() throws Exception {
        vendor.plays("other", ChatVendor.says("Good ", "morning."));
        ObjectNode body = chat();
        body.put("stream", true).putObject("stream_options").put("include_usage", true);

        HttpResponse<String> answer = post("/v1/chat/completions", body, "authorization", "Bearer " + gateway.key());

        JsonNode record = gateway.decision(
                answer.headers().firstValue("x-pointsman-decision").orElseThrow());
        assertThat(record.path("costMicros").asInt()).isEqualTo(1_100);
        assertThat(answer.body()).contains("\"cost\":0.0011}").endsWith(ChatVendor.DONE);
        assertThat(record.at("/tried/0/edits").toString()).contains("answer usage.cost");
        assertThat(record.path("profile").asText()).as("by the agent's name").isEqualTo("mine");
    }

    @Test
    void takesMessagesOnTheCatalogsPathForTheUpstreamThatItNames() throws Exception {
        vendor.plays("other", ChatVendor.says("Good morning."));
        JsonNode messages =
                JSON.readTree(get("/v1/catalog").body()).path("providers").get(1);
        String path = messages.path("nativeBaseUrl").asText()
                + messages.at("/routes/0/path").asText();
        ObjectNode body = chat();
        body.put(
                        "model",
                        model(messages.path("models"), "messages/auto")
                                .path("upstream")
                                .asText())
                .put("max_tokens", 100);

        HttpResponse<String> answer = post(path, body, "x-api-key", gateway.key());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("model").asText()).isEqualTo("gpt-other");
        assertThat(answer.body()).contains("\"type\":\"message\"", "Good morning.");
    }

    private static ObjectNode chat() {
        ObjectNode body = JSON.createObjectNode().put("model", "auto");
        body.putArray("messages").addObject().put("role", "user").put("content", "Name three rivers.");
        return body;
    }

    private static JsonNode model(JsonNode models, String id) {
        for (JsonNode model : models) {
            if (model.path("id").asText().equals(id)) {
                return model;
            }
        }
        throw new AssertionError("no model " + id + " in " + models);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.uri() + path))
                .header("authorization", "Bearer " + gateway.key())
                .header("accept", "application/json")
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, ObjectNode body, String keyHeader, String key)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.uri() + path))
                .header("content-type", "application/json")
                .header(keyHeader, key)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        OPENCLAW.forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
