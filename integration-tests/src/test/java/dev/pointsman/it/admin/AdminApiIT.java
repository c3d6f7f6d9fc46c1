package dev.pointsman.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every question of the admin port, held against its own OpenAPI document. */
@Timeout(60)
class AdminApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Vendor vendor;
    private static Gateway gateway;
    private static ApiDocument document;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        vendor.plays("good", ChatVendor.says("good"));
        String policy = new Policy()
                .chat("good", vendor.at("good"), "gpt-good")
                .profile("default", "good")
                .yaml();
        gateway = Gateway.serving(
                policy + "catalog: {gpt-good: {price: {input: 3, output: 15}}}\n"
                        + "workspaces: {default: {budget: {monthly: 5 USD}}}\n",
                Map.of("VENDOR_KEY", "sk-vendor"));
        assertThat(new RawClient(gateway).chat("auto", false).statusCode()).isEqualTo(200);
        document = ApiDocument.of(gateway);
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @Test
    void everyAnswerIsAsTheDocumentSays() throws Exception {
        Set<String> asked = new HashSet<>(Set.of("GET /events"));
        String decision = gateway.ask("/decisions").at("/decisions/0/id").asText();
        String key = JSON.readTree(
                        gateway.operate("POST", "/keys", "{\"name\":\"ci\"}").body())
                .path("id")
                .asText();
        String policy = gateway.ask("/policy").path("policy").toString();
        Map<String, String> bodies = Map.ofEntries(
                Map.entry("POST /explain", "{\"model\":\"auto\"}"),
                Map.entry("POST /keys", "{\"name\":\"other\"}"),
                Map.entry("POST /feedback", "{\"decision\":\"" + decision + "\",\"score\":0.5}"),
                Map.entry("POST /catalog/diff", "{\"gpt-good\":{\"price\":{\"input\":1,\"output\":2}}}"),
                Map.entry("POST /policy/validate", policy),
                Map.entry("PUT /policy", policy),
                Map.entry("POST /replay", policy),
                Map.entry("POST /policy/rollback", "{}"));
        for (String question : document.questions()) {
            if (asked.add(question)) {
                String[] parts = question.split(" ");
                String path = parts[1].replace("{id}", parts[1].startsWith("/keys") ? key : decision);
                String query = path.equals("/usage/caller") ? "?workspace=default" : "";
                HttpResponse<String> answer =
                        gateway.operate(parts[0], path + query, bodies.getOrDefault(question, ""));
                if (!question.equals("POST /policy/rollback")) {
                    assertThat(answer.statusCode())
                            .as(question + ": " + answer.body())
                            .isEqualTo(200);
                }
                document.describes(parts[0], parts[1], answer);
            }
        }
    }

    @Test
    void whatIsWrongIsToldAsTheDocumentSays() throws Exception {
        HttpResponse<String> noSuchPath = gateway.operate("GET", "/no-such-path", "");
        HttpResponse<String> badTime = gateway.operate("GET", "/usage?since=yesterday", "");
        HttpResponse<String> otherMethod = gateway.operate("POST", "/usage", "{}");

        assertThat(noSuchPath.statusCode()).isEqualTo(404);
        assertThat(badTime.statusCode()).isEqualTo(400);
        assertThat(otherMethod.statusCode()).isEqualTo(405);
        document.describes("GET", "/usage", badTime);
        document.describes("GET", "/usage", otherMethod);
    }

    @Test
    void subscribersHearOfRequestsAsTheyEnd() throws Exception {
        HttpRequest subscribe = HttpRequest.newBuilder(gateway.adminUri().resolve("/admin/v1/events"))
                .header("authorization", "Bearer " + gateway.adminKey())
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader events = new BufferedReader(new InputStreamReader(
                        client.send(subscribe, HttpResponse.BodyHandlers.ofInputStream())
                                .body(),
                        StandardCharsets.UTF_8))) {
            assertThat(events.readLine()).isEqualTo(": open");

            String id = new RawClient(gateway)
                    .chat("auto", false)
                    .headers()
                    .firstValue("x-pointsman-decision")
                    .orElseThrow();

            String line = events.readLine();
            while (!line.contains(id)) {
                line = events.readLine();
            }
            assertThat(line).startsWith("data: {").contains("\"answered\":\"good/gpt-good\"");
        }
    }
}
