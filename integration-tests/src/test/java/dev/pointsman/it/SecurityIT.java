package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What attackers send through an open port, and what must not come through in either direction. */
@Timeout(30)
class SecurityIT {

    private static final String CHAT = "/v1/chat/completions";
    private static final String BODY = RawClient.chatBody("auto", false);

    private static Vendor vendor;
    private static Gateway gateway;
    private static RawClient raw;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                .chat("good", vendor.at("good"), "gpt-good")
                .profile("default", "good")
                .yaml();
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"));
        raw = new RawClient(gateway);
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @BeforeEach
    void answers() {
        vendor.plays("good", ChatVendor.says("hello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transfer-encoding: chunked",
                "Transfer-Encoding: xchunked",
                "transfer-encoding: chunked\r\ntransfer-encoding: identity",
                "transfer-encoding : chunked",
                "content-length: 3",
                "content-length: +5",
                "x: y\r\n transfer-encoding: chunked",
                "host: localhost",
                "bad\u0000name: x"
            })
    void aRequestThatTwoServersCouldReadDifferentlyIsAnsweredOnceAtMost(String header) throws Exception {
        String smuggled =
                "GET /v1/models HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer " + gateway.key() + "\r\n\r\n";
        String head = raw.head(CHAT, "localhost", BODY.length(), header).replace("connection: close\r\n", "");

        String answer = raw.exchange(head + BODY + "\r\n" + smuggled);

        assertThat(answer.split("HTTP/1\\.1 200", -1).length - 1).as(answer).isLessThanOrEqualTo(1);
        assertThat(answer).as("the second request").doesNotContain("\"object\":\"list\"");
        assertThat(raw.chat("auto", false).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost?",
                "localhost#x",
                "user@localhost",
                "localhost/admin",
                "localhost:99999999",
                "[::1",
                "0x7f.1"
            })
    void anOddHostIsRefused(String host) throws Exception {
        assertThat(raw.exchange(raw.head(CHAT, host, BODY.length()) + BODY)).doesNotStartWith("HTTP/1.1 200");
        assertThat(vendor.asked("good")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://localhost:3000", "https://evil.example", "file://"})
    void noWebPageMayAskAndNoneIsInvited(String origin) throws Exception {
        String asked = raw.exchange(raw.head(CHAT, "localhost", BODY.length(), "origin: " + origin) + BODY);
        String preflight = raw.exchange("OPTIONS " + CHAT + " HTTP/1.1\r\nhost: localhost\r\norigin: " + origin
                + "\r\naccess-control-request-method: POST\r\nconnection: close\r\n\r\n");

        assertThat(asked).startsWith("HTTP/1.1 403 ");
        assertThat(preflight).doesNotStartWith("HTTP/1.1 2").doesNotContainIgnoringCase("access-control-allow");
        assertThat(vendor.asked("good")).isEmpty();
    }

    @Test
    void aVendorLearnsNothingOfTheCallersCredentialsAndNetwork() throws Exception {
        String answer = raw.exchange(raw.head(
                        CHAT,
                        "localhost",
                        BODY.length(),
                        "cookie: session=canary-1",
                        "x-api-key: canary-2",
                        "x-forwarded-for: canary-3",
                        "proxy-authorization: Basic canary-4",
                        "x-anything: canary-5",
                        "te: trailers",
                        "upgrade: h2c")
                + BODY);

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(vendor.lastAsked("good").headers().toString())
                .contains("sk-vendor")
                .doesNotContain("canary", gateway.key(), "h2c");
    }

    @Test
    void aVendorsOwnHeadersStayOutside() throws Exception {
        vendor.plays(
                "good",
                (request, line) -> line.whole(
                        200,
                        "application/json",
                        "{\"id\":\"x\",\"object\":\"chat.completion\",\"model\":\"gpt-good\",\"choices\":[{\"index\":0,\"message\":"
                                + "{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}",
                        "set-cookie: track=canary",
                        "x-organization: canary",
                        "x-ratelimit-limit-requests: 77",
                        "access-control-allow-origin: *"));

        HttpResponse<String> answer = raw.chat("auto", false);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map().toString()).doesNotContain("canary", "77", "access-control");
    }

    @Test
    void aBodysOwnIdeaOfWhereToGoIsIgnored() throws Exception {
        ObjectNode body = (ObjectNode) new ObjectMapper().readTree(BODY);
        body.put("api_base", "http://169.254.169.254/").put("base_url", "http://169.254.169.254/");

        assertThat(raw.post(CHAT, body.toString()).statusCode()).isEqualTo(200);
        assertThat(vendor.asked("good")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto/../x",
                "openai/gpt;rm",
                "good/gpt-good\\u0000",
                "auto\\n2026-11-25 ERROR forged",
                "\\u001b[31mred",
                "\\u0430uto",
                "auto' OR '1'='1",
                "%61uto",
                "good/*",
                "*",
                "auto\\u200b",
                "auto\\u00a0",
                "\\uff41uto",
                "aut\\u03bf",
                "auto\\u202e",
                "auto/",
                "/auto",
                "good//gpt-good",
                "good/../other/gpt",
                "good/gpt-good/../../admin",
                "good/gpt-good%2e%2e",
                "good\\\\gpt-good",
                "good/gpt-good:cloud",
                "good/gpt-good-cloud",
                "good/gpt-good?key=1",
                "good/gpt-good#x",
                "good/gpt-good ",
                " auto",
                "auto,good/gpt-good",
                "${env:VENDOR_KEY}",
                "{{7*7}}",
                "<script>alert(1)</script>",
                "=cmd|' /C calc'!A0",
                "-auto",
                ".auto",
                "auto-no-such-profile",
                "auto-../default"
            })
    void aModelsNameIsANameOrNothing(String model) throws Exception {
        HttpResponse<String> answer = raw.chat(model, false);

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("forged", "OR '1'");
        assertThat(gateway.log()).doesNotContain("forged", "\u001b", "OR '1'", "gpt;rm");
        assertThat(vendor.asked("good")).isEmpty();
    }

    @Test
    void aKeyInAnUrlOpensGeminiAloneAndIsNeverLogged() throws Exception {
        String gemini = "/v1beta/models/auto:generateContent?key=" + gateway.key();
        String contents = "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}";

        assertThat(raw.post(gemini, contents, "", "application/json").statusCode())
                .isEqualTo(200);
        assertThat(raw.post(CHAT + "?key=" + gateway.key(), BODY, "", "application/json")
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.log()).doesNotContain(gateway.key());
    }

    @Test
    void guessingIsSlowOnBothPortsAndForNobodyElse() throws Exception {
        String policy = new Policy()
                .chat("good", vendor.at("good"), "gpt-good")
                .profile("default", "good")
                .yaml();
        try (Gateway guessed = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"))) {
            RawClient client = new RawClient(guessed);
            assertThat(client.chat("auto", false).statusCode()).isEqualTo(200);
            HttpResponse<String> last = null;
            for (int i = 0; i < 11; i++) {
                last = client.post(CHAT, BODY, "Bearer guess-" + i, "application/json");
            }

            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("retry-after")).isPresent();
            assertThat(client.chat("auto", false).statusCode())
                    .as("a key that came before")
                    .isEqualTo(200);
            assertThat(admin(guessed, 11)).isEqualTo(429);
        }
    }

    @Test
    void pluginsThatNobodyTrustsAreNotLoadedWhereThatIsRequired() throws Exception {
        String policy = new Policy()
                        .chat("good", vendor.at("good"), "gpt-good")
                        .profile("default", "good")
                        .yaml()
                + "gateway: {plugins: {verify: require}}\n";

        assertThatThrownBy(() -> Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor")))
                .hasMessageContaining("its SHA-256 is not listed in plugins.sha256");
    }

    private static int admin(Gateway gateway, int tries) throws Exception {
        int status = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < tries; i++) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.adminUri() + "/policy"))
                        .timeout(Duration.ofSeconds(10))
                        .header("authorization", "Bearer guess-" + i)
                        .build();
                status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            }
        }
        return status;
    }
}
