package dev.pointsman.it.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.GeminiVendor;
import dev.pointsman.it.harness.MessagesVendor;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a profile's {@code onLoss} does, on the packed jars: a client of chat completions, and two vendors of other dialects, of
 * which the better one has no place for a seed.
 */
@Timeout(60)
class OnLossIT {

    private static final String POLICY = """
            version: 1
            providers:
              claude: {type: anthropic, baseUrl: "%s", credential: "${env:VENDOR_KEY}", owner: tests, source: tests, locality: local, models: [{id: claude-it, window: 128000, capabilities: [streaming], price: {input: 1, output: 2}, quality: 0.9}]}
              gemini: {type: gemini, baseUrl: "%s/v1beta", credential: "${env:VENDOR_KEY}", owner: tests, source: tests, locality: local, models: [{id: gemini-it, window: 128000, capabilities: [streaming], price: {input: 1, output: 2}, quality: 0.3}]}
            profiles:
              default: {weights: {quality: 1}, candidates: ["claude/*", "gemini/*"], attempts: {firstToken: 20s}}
              avoids: {weights: {quality: 1}, candidates: ["claude/*", "gemini/*"], onLoss: avoid, attempts: {firstToken: 20s}}
              forbids: {weights: {quality: 1}, candidates: ["claude/*", "gemini/*"], onLoss: forbid, attempts: {firstToken: 20s}}
              strict: {weights: {quality: 1}, candidates: ["claude/*"], onLoss: forbid, attempts: {firstToken: 20s}}
            """;

    private static Vendor vendor;
    private static Gateway gateway;
    private static RawClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        gateway = Gateway.serving(
                POLICY.formatted(vendor.at("claude"), vendor.at("gemini")), Map.of("VENDOR_KEY", "sk-vendor"));
        client = new RawClient(gateway);
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @BeforeEach
    void bothAnswer() {
        vendor.plays("claude", MessagesVendor.says("From Claude."));
        vendor.plays("gemini", GeminiVendor.says("From Gemini."));
    }

    @Test
    void aLossIsToldWhereTheProfileAllowsIt() throws Exception {
        HttpResponse<String> answer = ask("auto", true);

        assertThat(answer.body()).contains("From Claude.");
        assertThat(answer.headers().firstValue("x-pointsman-losses")).hasValue("1");
        assertThat(decision(answer).at("/tried/0/losses/0").asText()).startsWith("$.seed");
    }

    @Test
    void aVendorThatGetsTheWholeRequestComesFirstWhereLossesAreAvoided() throws Exception {
        assertThat(ask("auto-avoids", true).body()).contains("From Gemini.");
        assertThat(ask("auto-avoids", false).body()).contains("From Claude.");
    }

    @Test
    void anAvoidedVendorIsStillThereWhenTheOtherFails() throws Exception {
        vendor.plays("gemini", Script.json(503, GeminiVendor.error(503, "UNAVAILABLE", "busy")));

        assertThat(ask("auto-avoids", true).body()).contains("From Claude.");
    }

    @Test
    void aVendorThatWouldLoseSomethingIsNotAskedWhereThatIsForbidden() throws Exception {
        HttpResponse<String> answer = ask("auto-forbids", true);

        assertThat(answer.body()).contains("From Gemini.");
        assertThat(vendor.asked("claude")).isEmpty();
        assertThat(decision(answer).path("skipped").toString()).contains("claude/claude-it", "translation_loss");
    }

    @Test
    void nobodyIsAskedWhereEveryoneWouldLoseSomething() throws Exception {
        HttpResponse<String> answer = ask("auto-strict", true);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("no_eligible_candidate");
        assertThat(vendor.asked("claude")).isEmpty();
        assertThat(ask("auto-strict", false).body()).contains("From Claude.");
    }

    private static HttpResponse<String> ask(String model, boolean seeded) throws Exception {
        return client.post(
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\"," + (seeded ? "\"seed\":7," : "")
                        + "\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Name three rivers.\"}]}");
    }

    private static JsonNode decision(HttpResponse<String> answer) throws Exception {
        return gateway.decision(
                answer.headers().firstValue("x-pointsman-decision").orElseThrow());
    }
}
