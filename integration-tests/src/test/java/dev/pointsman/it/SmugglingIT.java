package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that a proxy in front and this gateway could cut into requests differently: at most one of them is ever answered. */
@Timeout(60)
class SmugglingIT {

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

    /** A length and chunks: the one who believes the length sees a second request in the chunks, or the other way round. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "transfer-encoding: chunked",
                "Transfer-Encoding: Chunked",
                "transfer-encoding:\tchunked",
                "transfer-encoding: chunked, identity",
                "transfer-encoding: identity, chunked",
                "transfer-encoding: gzip, chunked",
                "transfer-encoding: \"chunked\"",
                "transfer-encoding: chunked\u000b",
                "transfer_encoding: chunked",
                "transfer-encoding\t: chunked",
                " transfer-encoding: chunked",
                "x: y\r\n\ttransfer-encoding: chunked",
                "x: y\ntransfer-encoding: chunked",
                "x: y\rtransfer-encoding: chunked",
                "content-length: 0",
                "content-length: 5, 5",
                "content-length: 0x5",
                "content-length: -1",
                "content-length: 5 5",
                "content-length:",
                "content-length: 99999999999999999999"
            })
    void aSecondWordOnTheLengthIsNotBelieved(String header) throws Exception {
        String head = raw.head(CHAT, "localhost", BODY.length(), header).replace("connection: close\r\n", "");

        answersOneAtMost(raw.exchange(head + BODY + "\r\n" + smuggled()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x%s\r\n",
                "+%s\r\n",
                "-%s\r\n",
                " %s\r\n",
                "%s \r\n",
                "%s\n",
                "%s\r\r\n",
                "%s;a=\"\n\"\r\n",
                "%sg\r\n",
                "fffffffffffffffff%s\r\n",
                "00000000000000000000000000000000%s\r\n",
                "\r\n%s\r\n"
            })
    void anOddSizeOfAChunkIsNotReadInTwoWays(String size) throws Exception {
        String head = raw.head(CHAT, "localhost", 0)
                .replace("connection: close\r\n", "")
                .replace("content-length: 0\r\n", "transfer-encoding: chunked\r\n");
        String chunk = size.formatted(Integer.toHexString(BODY.length())) + BODY + "\r\n0\r\n\r\n";

        answersOneAtMost(raw.exchange(head + chunk + smuggled()));
    }

    /** What is authorised is what was routed, whatever the target and the names of hosts say beside it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/v1/models",
                "http://evil.example/v1/models",
                "//evil.example/v1/models",
                "/healthz/../v1/models",
                "/healthz/..;/v1/models",
                "/%2e%2e/v1/models",
                "/healthz%2f..%2fv1/models",
                "/healthz\\..\\v1\\models",
                "/healthz?/../v1/models",
                "/healthz#/v1/models",
                "/V1/MODELS",
                "/v1/models/",
                "/v1//models",
                "*"
            })
    void noSpellingOfAPathGetsPastTheKey(String target) throws Exception {
        String answer = raw.exchange("GET " + target + " HTTP/1.1\r\nhost: localhost\r\nx-original-url: /healthz\r\n"
                + "x-rewrite-url: /healthz\r\nx-forwarded-host: localhost\r\nconnection: close\r\n\r\n");

        assertThat(answer).doesNotContain("\"object\":\"list\"", "auto");
    }

    @Test
    void theSmuggledRequestWouldBeAnsweredByItself() throws Exception {
        assertThat(raw.exchange(smuggled().replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n")))
                .as("so that its absence elsewhere tells something")
                .contains("\"object\":\"list\"");
    }

    private static String smuggled() {
        return "GET /v1/models HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer " + gateway.key() + "\r\n\r\n";
    }

    private static void answersOneAtMost(String answer) throws Exception {
        assertThat(answer.split("HTTP/1\\.1 200", -1).length - 1).as(answer).isLessThanOrEqualTo(1);
        assertThat(answer).as("the second request").doesNotContain("\"object\":\"list\"");
        assertThat(raw.chat("auto", false).statusCode()).as("others are served").isEqualTo(200);
    }
}
