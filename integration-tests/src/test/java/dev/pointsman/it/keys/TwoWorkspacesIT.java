package dev.pointsman.it.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two tenants behind one gateway, each with a key of its own from the command line and credentials of its own at the vendors. */
@Timeout(90)
class TwoWorkspacesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String POLICY = """
            version: 1
            resilience: {retryBudget: {capacity: 1000}}
            providers:
              first:  {type: openai-compatible, baseUrl: "%s/v1", owner: tenants, source: tests, locality: local,
                       models: [{id: gpt-it, window: 128000, price: {input: 1, output: 2}}]}
              second: {type: openai-compatible, baseUrl: "%s/v1", owner: tenants, source: tests, locality: local,
                       models: [{id: gpt-it, window: 128000, price: {input: 1, output: 2}}]}
            profiles:
              default: {candidates: ["first/*"], fallback: ["second/*"], attempts: {max: 4}}
            workspaces:
              red:
                byok: only
                limits: {requestsPerMinute: 3}
                budget: {monthly: 10 USD}
                credentials:
                  first:  [{id: red-first, credential: "${env:RED_FIRST}", owner: red-leads, source: "vault: red"}]
                  second: [{id: red-second, credential: "${env:RED_SECOND}", owner: red-leads, source: "vault: red"}]
              blue:
                byok: only
                budget: {monthly: 10 USD}
                credentials:
                  first:  [{id: blue-first, credential: "${env:BLUE_FIRST}", owner: blue-leads, source: "vault: blue"}]
                  second: [{id: blue-second, credential: "${env:BLUE_SECOND}", owner: blue-leads, source: "vault: blue"}]
            """;

    private static final Map<String, String> KEYS = Map.of(
            "RED_FIRST", "sk-red-first",
            "RED_SECOND", "sk-red-second",
            "BLUE_FIRST", "sk-blue-first",
            "BLUE_SECOND", "sk-blue-second");

    /** 1,000 tokens in and 500 out, at 1 and 2 USD a million: 2,000 millionths. */
    private static final Script ANSWER = Script.json(200, """
            {"id":"c","object":"chat.completion","created":1790000000,"model":"gpt-it","choices":[{"index":0,\
            "message":{"role":"assistant","content":"Rhine, Danube, Elbe."},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500}}""");

    private static final long COST_MICROS = 2_000;

    private static final String SECRET_OF_RED = "org-red has no access: Incorrect API key provided: sk-red-first";

    @TempDir
    private Path folder;

    private final Vendor vendor = Vendor.start();
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        vendor.plays("first", ANSWER).plays("second", ANSWER);
        gateway = Gateway.serving(POLICY.formatted(vendor.at("first"), vendor.at("second")), KEYS);
    }

    @AfterEach
    void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @Test
    void eachIsServedWithItsOwnCredentialAndPaysFromItsOwnBudget() throws Exception {
        String red = key("red");
        String blue = key("blue");

        assertThat(chat(red, "auto").statusCode()).isEqualTo(200);
        assertThat(chat(blue, "first/gpt-it").statusCode()).isEqualTo(200);
        assertThat(chat(blue, "auto").statusCode()).isEqualTo(200);

        assertThat(credentials("first")).containsExactly("sk-red-first", "sk-blue-first", "sk-blue-first");
        assertThat(spent("workspace/red")).isEqualTo(COST_MICROS);
        assertThat(spent("workspace/blue")).isEqualTo(2 * COST_MICROS);
    }

    @Test
    void whatAVendorToldTheOneIsNotTheOthers() throws Exception {
        String red = key("red");
        String blue = key("blue");
        vendor.plays("first", (request, line) -> {
            if (credential(request).equals("sk-red-first")) {
                Script.json(401, ChatVendor.error(SECRET_OF_RED, "invalid_api_key"))
                        .play(request, line);
            } else {
                ANSWER.play(request, line);
            }
        });

        HttpResponse<String> ofRed = chat(red, "auto");
        HttpResponse<String> ofBlue = chat(blue, "auto");
        HttpResponse<String> direct = chat(red, "first/gpt-it");

        assertThat(ofRed.statusCode()).isEqualTo(200);
        assertThat(credentials("second")).containsExactly("sk-red-second");
        assertThat(ofBlue.statusCode())
                .as("red's refused key closes nothing for blue")
                .isEqualTo(200);
        assertThat(credentials("first")).containsExactly("sk-red-first", "sk-blue-first");
        assertThat(direct.statusCode()).isEqualTo(503);
        for (HttpResponse<String> answer : List.of(ofRed, ofBlue, direct)) {
            assertThat(answer.body() + answer.headers().map())
                    .doesNotContain("org-red", "red-first", "red-leads", "sk-", "API key");
        }
        assertThat(gateway.log()).doesNotContain("org-red", "sk-red");
    }

    @Test
    void aLimitOfTheOneLeavesTheOtherAlone() throws Exception {
        String red = key("red");
        String another = key("red");
        String blue = key("blue");

        assertThat(chat(red, "auto").statusCode()).isEqualTo(200);
        assertThat(chat(another, "auto").statusCode()).isEqualTo(200);
        assertThat(chat(red, "auto").statusCode()).isEqualTo(200);

        assertThat(chat(another, "auto").body()).contains("3 requests per minute of this workspace");
        assertThat(chat(blue, "auto").statusCode()).isEqualTo(200);
    }

    @Test
    void theBoundsOfAKeyHoldForADirectNameAndForEveryFallback() throws Exception {
        String bounded = key("blue", "--model", "first/*");
        vendor.plays("first", Script.json(500, ChatVendor.error("trouble", "server_error")));

        assertThat(chat(bounded, "second/gpt-it").statusCode()).isEqualTo(404);
        assertThat(chat(bounded, "auto").statusCode()).isEqualTo(503);
        assertThat(credentials("first")).containsOnly("sk-blue-first").isNotEmpty();
        assertThat(vendor.asked("second")).isEmpty();
        assertThat(chat(key("blue"), "auto").statusCode()).isEqualTo(200);
        assertThat(credentials("second")).containsExactly("sk-blue-second");
    }

    private String key(String workspace, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("keys", "create", "--json", "--workspace", workspace));
        arguments.addAll(List.of(more));
        arguments.addAll(
                List.of("--admin-port", Integer.toString(gateway.adminUri().getPort()), "--data", folder.toString()));
        Command made = Command.run(
                folder, Map.of("POINTSMAN_ADMIN_KEY", gateway.adminKey()), arguments.toArray(String[]::new));
        assertThat(made.exitCode()).as(made.all()).isZero();
        return JSON.readTree(made.out()).path("key").asText();
    }

    private HttpResponse<String> chat(String key, String model) throws Exception {
        return new RawClient(gateway)
                .post("/v1/chat/completions", RawClient.chatBody(model, false), "Bearer " + key, "application/json");
    }

    private long spent(String budget) throws Exception {
        JsonNode budgets = gateway.ask("/budgets").path("budgets");
        return StreamSupport.stream(budgets.spliterator(), false)
                .filter(entry -> entry.path("budget").asText().equals(budget))
                .mapToLong(entry -> entry.path("spent").asLong())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no budget " + budget + " in " + budgets));
    }

    /** The keys that the vendor saw, in order. */
    private List<String> credentials(String name) {
        return vendor.asked(name).stream().map(TwoWorkspacesIT::credential).toList();
    }

    private static String credential(Asked request) {
        return request.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
    }
}
