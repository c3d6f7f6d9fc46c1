package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody should send, and what comes back; behind each, the gateway answers as before. */
@Timeout(10)
class BadInputIT {

    private static final String CHAT = "/v1/chat/completions";
    private static final int LIMIT = 2_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

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
        gateway = Gateway.serving(
                policy + "gateway: {limits: {requestBytes: " + LIMIT + "}}\n", Map.of("VENDOR_KEY", "sk-vendor"));
        raw = new RawClient(gateway);
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @AfterEach
    void theGatewayStillAnswers() throws Exception {
        vendor.plays("good", ChatVendor.says("hello"));
        assertThat(raw.chat("auto", false).statusCode()).isEqualTo(200);
        assertThat(gateway.log()).doesNotContain("\"level\":\"ERROR\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "\"auto\"",
                "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"",
                "{\"model\":\"auto\",\"messages\":[]} trailing",
                "{\"model\":\"auto\",\"messages\":[NaN]}",
                "{'model':'auto'}",
                "{\"messages\":[]}",
                "{\"model\":7,\"messages\":[]}",
                "{\"model\":null,\"messages\":[]}",
                "{\"model\":\"\",\"messages\":[]}",
                "{\"model\":\"auto\",\"messages\":7}",
                "{\"model\":\"auto\",\"stream\":\"yes\",\"messages\":[]}",
                "{\"model\":\"auto\",\"model\":\"good/gpt-good\",\"messages\":[]}",
                "\u0000\u0001\u0002",
            })
    void aBodyThatIsNoChatRequestIsRefusedWithAReason(String body) throws Exception {
        HttpResponse<String> answer = raw.post(CHAT, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error/message").asText()).isNotBlank();
        assertThat(JSON.readTree(answer.body()).at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    @Test
    void aHundredThousandOpenBracketsCostNothing() throws Exception {
        String deep = "{\"model\":\"auto\",\"messages\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        long began = System.nanoTime();

        HttpResponse<String> answer = raw.post(CHAT, deep);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aNumberOfAMillionDigitsCostsNothing() throws Exception {
        long began = System.nanoTime();

        HttpResponse<String> answer =
                raw.post(CHAT, "{\"model\":\"auto\",\"messages\":[],\"temperature\":" + "9".repeat(1_000_000) + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aBodyOverTheLimitIsRefusedBeforeItIsRead() throws Exception {
        String head = raw.head(CHAT, "127.0.0.1", LIMIT + 1);

        assertThat(raw.exchange(head)).startsWith("HTTP/1.1 413 ").contains("request_too_large");
    }

    @Test
    void aChunkedBodyOverTheLimitIsRefusedWhenItCrossesIt() throws Exception {
        String head = raw.head(CHAT, "127.0.0.1", 0).replace("content-length: 0", "transfer-encoding: chunked");
        String part = Integer.toHexString(1 << 20) + "\r\n" + " ".repeat(1 << 20) + "\r\n";

        assertThat(raw.exchange(head + part + part)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aModelNameOfTenKilobytesIsRefusedAndNotLogged() throws Exception {
        HttpResponse<String> answer = raw.chat("m".repeat(10 * 1024), false);

        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.body()).hasSizeLessThan(2048);
        assertThat(gateway.log()).doesNotContain("m".repeat(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer wrong", "Basic YTpi", "Bearer \u00e4", "pk-it"})
    void withoutTheRightKeyNothingIsAnswered(String authorization) throws Exception {
        HttpResponse<String> answer =
                raw.post(CHAT, RawClient.chatBody("auto", false), authorization, "application/json");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(answer.body()).at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void aBodyThatIsNotDeclaredAsJsonIsRefused(String contentType) throws Exception {
        HttpResponse<String> answer =
                raw.post(CHAT, RawClient.chatBody("auto", false), "Bearer " + gateway.key(), contentType);

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "'a b', 400|403",
        "localhost, 200",
    })
    void onlyKnownHostNamesAreServed(String host, String status) throws Exception {
        vendor.plays("good", ChatVendor.says("hello"));
        String body = RawClient.chatBody("auto", false);

        String answer = raw.exchange(raw.head(CHAT, host, body.length()) + body);

        assertThat(answer.split(" ")[1]).matches(status);
    }

    @Test
    void webPagesAreKeptAway() throws Exception {
        String body = RawClient.chatBody("auto", false);

        String answer = raw.exchange(raw.head(CHAT, "127.0.0.1", body.length(), "origin: https://evil.example") + body);

        assertThat(answer)
                .startsWith("HTTP/1.1 403 ")
                .contains("origin_not_allowed")
                .doesNotContain("access-control");
    }

    @ParameterizedTest
    @CsvSource({
        "/index.html, 404",
        "/v1/nothing, 404",
        "/admin/v1/decisions, 404",
        "/v1/../admin/v1/health, 404",
        "/v1/chat/completions, 405"
    })
    void otherPathsAndMethodsAreRefused(String path, int status) throws Exception {
        assertThat(raw.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void whatIsNoHttpIsDropped() throws Exception {
        assertThat(raw.exchange("\u0016\u0003\u0001 hello\r\n\r\n")).doesNotStartWith("HTTP/1.1 200");
    }

    @Test
    void aClientThatLeavesInTheMiddleOfItsBodyDisturbsNobody() throws Exception {
        try (Socket client = raw.send(raw.head(CHAT, "127.0.0.1", 1000) + "{\"model\":")) {
            client.setSoLinger(true, 0);
        }

        assertThat(raw.get("/healthz").statusCode()).isEqualTo(200);
    }
}
