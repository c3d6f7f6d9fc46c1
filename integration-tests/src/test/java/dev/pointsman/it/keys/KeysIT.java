package dev.pointsman.it.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key from its making to its revocation, its bounds and its limits. */
@Timeout(60)
class KeysIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Script FAILS = Script.json(500, "{\"error\":{\"message\":\"no\"}}");

    private static Vendor vendor;
    private static Gateway gateway;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                .chat("good", vendor.at("good"), "gpt-good")
                .chat("other", vendor.at("other"), "gpt-other")
                .profile("default", "good", "other")
                .profile("second", "other")
                .yaml();
        gateway = Gateway.serving(
                policy + "workspaces:\n  small: {limits: {requestsPerMinute: 2}}\n", Map.of("VENDOR_KEY", "sk-vendor"));
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @BeforeEach
    void bothAnswer() {
        vendor.plays("good", ChatVendor.says("good"));
        vendor.plays("other", ChatVendor.says("other"));
    }

    @Test
    void aKeyMadeOnTheCommandLineOpensUntilItIsRevoked() throws Exception {
        JsonNode made =
                JSON.readTree(command("create", "--name", "ci", "--json").out());
        String key = made.path("key").asText();

        assertThat(chat(key, "auto").statusCode()).isEqualTo(200);
        assertThat(command("list").out())
                .contains(made.path("id").asText(), "active")
                .doesNotContain(key);

        command("revoke", made.path("id").asText());

        HttpResponse<String> refused = chat(key, "auto");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("invalid_api_key");
        assertThat(post(key, "/v1/messages", "auto").body()).contains("authentication_error");
        assertThat(gateway.log()).doesNotContain(key.substring(16));
        assertThat(gateway.ask("/audit").toString())
                .contains("\"action\":\"POST\",\"target\":\"/keys\"", "\"action\":\"DELETE\"");
    }

    @Test
    void boundsHoldForEveryNameAndForEveryAttempt() throws Exception {
        String key = make("{\"models\": [\"good/*\"], \"profiles\": [\"default\"]}");

        assertThat(chat(key, "good/gpt-good").statusCode()).isEqualTo(200);
        assertThat(chat(key, "other/gpt-other").statusCode()).isEqualTo(404);
        assertThat(chat(key, "auto-second").statusCode()).isEqualTo(404);
        assertThat(models(key)).contains("\"auto\"", "good/gpt-good").doesNotContain("other/gpt-other");

        vendor.plays("good", FAILS);
        assertThat(chat(key, "auto").statusCode()).isEqualTo(503);
        assertThat(vendor.asked("good")).isNotEmpty();
        assertThat(vendor.asked("other")).as("the fallback is not this key's").isEmpty();
        assertThat(chat(gateway.key(), "auto").statusCode())
                .as("the first key's")
                .isEqualTo(200);
    }

    @Test
    void aKeysLimitIsToldInEachDialectAndThenReached() throws Exception {
        String key = make("{\"limits\": {\"requestsPerMinute\": 2, \"tokensPerMinute\": 100000}}");

        HttpResponse<String> first = chat(key, "auto");
        HttpResponse<String> second = post(key, "/v1/messages", "auto");
        HttpResponse<String> third = chat(key, "auto");
        HttpResponse<String> fourth = post(key, "/v1/messages", "auto");

        assertThat(header(first, "x-ratelimit-limit-requests")).isEqualTo("2");
        assertThat(header(first, "x-ratelimit-remaining-requests")).isEqualTo("1");
        assertThat(Long.parseLong(header(first, "x-ratelimit-remaining-tokens")))
                .isBetween(1L, 99_999L);
        assertThat(header(second, "anthropic-ratelimit-requests-remaining")).isEqualTo("0");
        assertThat(header(second, "anthropic-ratelimit-tokens-limit")).isEqualTo("100000");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).contains("rate_limit_exceeded", "2 requests per minute of this key");
        assertThat(Integer.parseInt(header(third, "retry-after"))).isBetween(1, 30);
        assertThat(header(third, "x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.body()).contains("\"type\":\"rate_limit_error\"");
    }

    /** Neither by presenting it elsewhere nor by asking for more when it is made. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\": \"admin\"}",
                "{\"admin\": true}",
                "{\"scopes\": [\"*\"]}",
                "{\"id\": \"admin\"}",
                "{\"key\": \"chosen-by-me\"}",
                "{\"digest\": \"00\"}",
                "{\"created\": \"2020-01-01T00:00:00Z\"}",
                "{\"allowed_routes\": [\"/admin/v1\"]}",
                "{\"bounds\": {\"models\": [\"*\"]}}",
                "{\"workspace\": \"../admin\"}",
                "{\"limits\": {\"requestsPerMinute\": -1}}",
                "[]",
                "null"
            })
    void aKeyIsNoOperatorAndCannotBecomeOne(String grant) throws Exception {
        HttpResponse<String> asked = gateway.operate("POST", "/keys", grant);
        String key = make("{}");

        assertThat(asked.statusCode()).as(asked.body()).isIn(400, 422);
        assertThat(asOperator(key, "/keys", "x-api-key")).isIn(401, 429);
        assertThat(asOperator(key, "/keys", "authorization")).isIn(401, 429);
        assertThat(chat(gateway.adminKey(), "auto").statusCode())
                .as("nor is an operator's key an agent's")
                .isIn(401, 429);
        assertThat(new RawClient(gateway)
                        .post("/admin/v1/keys", "{}", "Bearer " + gateway.adminKey(), "application/json")
                        .statusCode())
                .as("the agents' port has no operators' paths")
                .isIn(401, 404, 429);
    }

    private static int asOperator(String key, String path, String header) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.adminUri() + path))
                .timeout(Duration.ofSeconds(10))
                .header(header, header.equals("authorization") ? "Bearer " + key : key)
                .header("x-pointsman-role", "admin")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void allKeysOfAWorkspaceShareItsLimit() throws Exception {
        String one = make("{\"workspace\": \"small\"}");
        String another = make("{\"workspace\": \"small\"}");

        assertThat(chat(one, "auto").statusCode()).isEqualTo(200);
        assertThat(chat(another, "auto").statusCode()).isEqualTo(200);
        assertThat(chat(one, "auto").body()).contains("2 requests per minute of this workspace");
        assertThat(chat(gateway.key(), "auto").statusCode()).isEqualTo(200);
    }

    @Test
    void askingForUsageCountsAgainstTheSameLimits() throws Exception {
        String key = make("{\"limits\": {\"requestsPerMinute\": 2}}");

        assertThat(usage(key).statusCode()).isEqualTo(200);
        assertThat(chat(key, "auto").statusCode()).isEqualTo(200);
        HttpResponse<String> third = usage(key);

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).contains("rate_limit_exceeded", "2 requests per minute of this key");
        assertThat(Integer.parseInt(header(third, "retry-after"))).isBetween(1, 30);
        assertThat(usage(gateway.key()).statusCode()).as("another key's").isEqualTo(200);
    }

    private static HttpResponse<String> usage(String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.openAiUrl() + "/usage"))
                .timeout(Duration.ofSeconds(10))
                .header("authorization", "Bearer " + key)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aNamedRequestThatComesTwiceIsChargedOnce() throws Exception {
        HttpResponse<String> first = named("n-1", RawClient.chatBody("auto", false));
        HttpResponse<String> again = named("n-1", RawClient.chatBody("auto", false));
        HttpResponse<String> other = named("n-1", RawClient.chatBody("auto-second", false));
        named("n-2", RawClient.chatBody("auto", true));
        HttpResponse<String> stream = named("n-2", RawClient.chatBody("auto", true));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(header(again, "idempotent-replayed")).isEqualTo("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(stream.statusCode()).isEqualTo(409);
        assertThat(vendor.asked("good")).hasSize(2);
    }

    private static HttpResponse<String> named(String name, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.openAiUrl() + "/chat/completions"))
                .timeout(Duration.ofSeconds(10))
                .header("authorization", "Bearer " + gateway.key())
                .header("content-type", "application/json")
                .header("idempotency-key", name)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String make(String grant) throws Exception {
        HttpResponse<String> made = gateway.operate("POST", "/keys", grant);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return JSON.readTree(made.body()).path("key").asText();
    }

    private Command command(String name, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("keys", name));
        arguments.addAll(List.of(more));
        arguments.addAll(
                List.of("--admin-port", Integer.toString(gateway.adminUri().getPort())));
        arguments.addAll(List.of("--data", folder.toString()));
        Command command = Command.run(
                folder, Map.of("POINTSMAN_ADMIN_KEY", gateway.adminKey()), arguments.toArray(String[]::new));
        assertThat(command.exitCode()).as(command.all()).isZero();
        return command;
    }

    private static HttpResponse<String> chat(String key, String model) throws Exception {
        return post(key, "/v1/chat/completions", model);
    }

    private static HttpResponse<String> post(String key, String path, String model) throws Exception {
        String body = path.equals("/v1/messages")
                ? "{\"model\":\"" + model
                        + "\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                : RawClient.chatBody(model, false);
        return new RawClient(gateway).post(path, body, "Bearer " + key, "application/json");
    }

    private static String models(String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.openAiUrl() + "/models"))
                .timeout(Duration.ofSeconds(10))
                .header("authorization", "Bearer " + key)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }
}
