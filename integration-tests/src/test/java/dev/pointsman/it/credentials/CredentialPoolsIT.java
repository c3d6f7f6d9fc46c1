package dev.pointsman.it.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A workspace with two keys of its own, the platform's key, and a second vendor with the platform's. */
class CredentialPoolsIT {

    private static final String POLICY = """
            version: 1
            resilience: {retryBudget: {capacity: 1000}}
            providers:
              first:  {type: openai-compatible, baseUrl: "%s/v1", credential: "${env:PLATFORM_KEY}", owner: platform,
                       source: tests, locality: local, models: [{id: gpt-it, window: 128000, price: {input: 1, output: 2}}]}
              second: {type: openai-compatible, baseUrl: "%s/v1", credential: "${env:SECOND_KEY}", owner: platform,
                       source: tests, locality: local, models: [{id: gpt-it, window: 128000, price: {input: 1, output: 2}}]}
            profiles:
              default: {candidates: ["first/*"], fallback: ["second/*"], attempts: {max: 6}}
            workspaces:
              default:
                byok: %s
                credentials:
                  first:
                    - {id: own-one, credential: "${env:OWN_ONE}", owner: eng-leads, source: "1password: eng/one"}
                    - {id: own-two, credential: "${env:OWN_TWO}", owner: eng-leads, source: "1password: eng/two"}
            """;

    private static final Map<String, String> KEYS = Map.of(
            "PLATFORM_KEY", "sk-platform", "SECOND_KEY", "sk-second", "OWN_ONE", "sk-own-one", "OWN_TWO", "sk-own-two");

    private final Vendor vendor = Vendor.start();
    private final KeyedVendor first = new KeyedVendor(vendor, "first");
    private final KeyedVendor second = new KeyedVendor(vendor, "second");
    private Gateway gateway;

    @AfterEach
    void end() throws Exception {
        if (gateway != null) {
            gateway.close();
        }
        vendor.close();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("rate_limited", KeyedVendor.error(429, "Rate limit reached in organization org-eng")),
                Arguments.of("unauthorized", KeyedVendor.error(401, "Incorrect API key provided: sk-own-one")),
                Arguments.of("quota_exhausted", KeyedVendor.error(402, "Insufficient balance of org-eng")),
                Arguments.of("quota_exhausted", Script.json(429, """
                        {"error":{"message":"You exceeded your quota","type":"insufficient_quota","code":"insufficient_quota"}}""")));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void theWorkspacesOtherKeyAnswersAndTheTroubledOneRests(String outcome, Script trouble) throws Exception {
        first.answers("sk-own-one", trouble).accepts("sk-own-two").accepts("sk-platform");
        second.accepts("sk-second");
        RawClient client = serve("default");

        HttpResponse<String> answer = client.chat("auto", false);
        HttpResponse<String> later = client.chat("auto", true);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(first.seen()).containsExactly("sk-own-one", "sk-own-two", "sk-own-two");
        assertThat(second.seen()).isEmpty();
        JsonNode tried = record(answer).path("tried");
        assertThat(tried.at("/0/credential").asText()).isEqualTo("default/own-one");
        assertThat(tried.at("/0/outcome").asText()).isEqualTo(outcome);
        assertThat(tried.at("/1/credential").asText()).isEqualTo("default/own-two");
        assertNothingIsTold(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "default, 'sk-own-one,sk-own-two',             sk-second",
        "only,    'sk-own-one,sk-own-two',             ''",
        "first,   'sk-own-one,sk-own-two,sk-platform', sk-second",
        "off,     'sk-platform',                       sk-second"
    })
    void byokSaysWhoseKeysAreTried(String byok, String atFirst, String atSecond) throws Exception {
        RawClient client = serve(byok);

        HttpResponse<String> answer = client.chat("auto", false);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(first.seen()).containsExactly(atFirst.split(","));
        assertThat(String.join(",", second.seen())).isEqualTo(atSecond);
        assertNothingIsTold(answer);
    }

    @Test
    void operatorsLearnWhoseKeyWasRefusedAndSeeNoValue() throws Exception {
        first.accepts("sk-own-two");
        RawClient client = serve("default");

        client.chat("auto", false);

        gateway.awaitLog("a vendor did not take a credential");
        assertThat(gateway.log()).contains("own-one", "eng-leads").doesNotContain("sk-");
        JsonNode credentials = gateway.ask("/health").path("credentials");
        assertThat(credentials.at("/1/id").asText()).isEqualTo("default/own-one");
        assertThat(credentials.at("/1/closedForMillis").asLong()).isPositive();
        assertThat(credentials.at("/2/closedForMillis").asLong()).isZero();
        assertThat(gateway.ask("/health").toString()).doesNotContain("sk-");
    }

    private RawClient serve(String byok) throws Exception {
        gateway = Gateway.serving(POLICY.formatted(vendor.at("first"), vendor.at("second"), byok), new HashMap<>(KEYS));
        return new RawClient(gateway);
    }

    private JsonNode record(HttpResponse<String> answer) throws Exception {
        return gateway.decision(
                answer.headers().firstValue("x-pointsman-decision").orElseThrow());
    }

    /** Neither ids nor values nor a vendor's words about them. */
    private static void assertNothingIsTold(HttpResponse<String> answer) {
        assertThat(answer.body() + answer.headers().map())
                .doesNotContain("own-one", "own-two", "sk-", "org-eng", "eng-leads", "API key");
    }
}
