package dev.pointsman.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.MeasuresTime;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Faults that show over many requests: how much is tried, who is left alone, and how one comes back. */
@MeasuresTime
class OutageIT {

    private static final Script DOWN = Script.json(503, ChatVendor.error("Overloaded", "server_error"));

    /** What each test has for itself: two vendors, so that no test closes another's. */
    private static final List<String> TESTS =
            List.of("down", "half", "empty", "deadline", "private", "limits", "flaps", "returns");

    private static Vendor vendor;
    private static Gateway gateway;
    private static Gateway withoutRetries;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        http = HttpClient.newHttpClient();
        gateway = Gateway.serving(policy("{capacity: 1000}"), Map.of("VENDOR_KEY", "sk-vendor"));
        withoutRetries =
                Gateway.serving(policy("{capacity: 0, ratio: 0, perSecond: 0}"), Map.of("VENDOR_KEY", "sk-vendor"));
    }

    @AfterAll
    static void end() throws Exception {
        withoutRetries.close();
        gateway.close();
        http.close();
        vendor.close();
    }

    /** F27 */
    @Test
    void whenAllAreDownEachRequestIsAnsweredAtOnceAndNobodyIsHammered() throws Exception {
        vendor.plays("one-down", DOWN).plays("two-down", DOWN);
        for (int i = 0; i < 20; i++) {
            ask(gateway, "auto-down");
        }
        int before = attempts("down");

        for (int i = 0; i < 30; i++) {
            HttpResponse<String> answer = ask(gateway, "auto-down");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        }

        assertThat(attempts("down") - before)
                .as("first attempts alone, in panic")
                .isLessThanOrEqualTo(30);
    }

    /** F28 */
    @Test
    void whenEveryVendorFailsHalfOfTheTimeBreakersDoNotMakeItWorse() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Script half = (asked, line) -> {
            Script played = calls.getAndIncrement() % 2 == 0 ? DOWN : ChatVendor.says("hello");
            played.play(asked, line);
        };
        vendor.plays("one-half", half).plays("two-half", half);
        int good = 0;

        for (int i = 0; i < 200; i++) {
            good += ask(withoutRetries, "auto-half").statusCode() == 200 ? 1 : 0;
        }

        assertThat(good).isGreaterThanOrEqualTo(90);
    }

    /** F31 */
    @Test
    void whenTheRetryBudgetIsEmptyTheFirstFailureIsTheAnswer() throws Exception {
        vendor.plays("one-empty", DOWN).plays("two-empty", ChatVendor.says("hello"));

        HttpResponse<String> answer = ask(withoutRetries, "auto-empty");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        assertThat(vendor.asked("one-empty")).hasSize(1);
        assertThat(vendor.asked("two-empty")).isEmpty();
        assertThat(record(withoutRetries, answer).at("/skipped/0/reason").asText())
                .isEqualTo("retry_budget");
    }

    /** F32 */
    @Test
    void aDeadlineOfTheClientEndsWhateverIsTried() throws Exception {
        vendor.plays("one-deadline", Script.silence()).plays("two-deadline", Script.silence());
        long began = System.nanoTime();

        HttpResponse<String> answer = ask(gateway, "auto-deadline", "x-pointsman-deadline-ms", "200");

        assertThat(answer.statusCode()).isIn(503, 504);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        assertThat(vendor.asked("two-deadline"))
                .as("nothing is begun behind the deadline")
                .isEmpty();
    }

    /** F33 */
    @Test
    void aPrivateRequestIsRefusedRatherThanSentAway() throws Exception {
        vendor.plays("one-private", DOWN).plays("two-private", ChatVendor.says("hello"));
        for (int i = 0; i < 12; i++) {
            assertThat(ask(gateway, "auto-private").statusCode()).isEqualTo(503);
        }

        assertThat(vendor.asked("two-private")).as("packets elsewhere").isEmpty();
    }

    /** F05 */
    @Test
    void aVendorThatLimitsIsNotAskedBeforeItsTimeAndCountsAsHealthy() throws Exception {
        vendor.plays(
                        "one-limits",
                        (asked, line) -> line.whole(
                                429, Script.JSON, ChatVendor.error("Slow down", "rate_limit_error"), "retry-after: 30"))
                .plays("two-limits", ChatVendor.says("hello"));

        for (int i = 0; i < 30; i++) {
            assertThat(ask(gateway, "auto-limits").statusCode()).isEqualTo(200);
        }

        assertThat(vendor.asked("one-limits")).hasSize(1);
        assertThat(vendor.asked("two-limits")).hasSize(30);
    }

    /** F29 */
    @Test
    void aVendorThatFlapsIsAskedLessAndLess() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        vendor.plays("one-flaps", (asked, line) -> {
                    Script played = calls.getAndIncrement() / 5 % 2 == 0 ? DOWN : ChatVendor.says("hello");
                    played.play(asked, line);
                })
                .plays("two-flaps", ChatVendor.says("hello"));

        for (int i = 0; i < 100; i++) {
            assertThat(ask(gateway, "auto-flaps").statusCode()).isEqualTo(200);
        }

        assertThat(vendor.asked("one-flaps")).as("closed after five failures").hasSizeLessThan(20);
    }

    /** F30 */
    @Test
    void aVendorThatReturnsGetsItsShareBack() throws Exception {
        vendor.plays("one-returns", DOWN).plays("two-returns", ChatVendor.says("hello"));
        for (int i = 0; i < 10; i++) {
            ask(gateway, "auto-returns");
        }
        assertThat(vendor.asked("one-returns")).hasSizeLessThan(10);
        vendor.plays("one-returns", ChatVendor.says("back"));

        long deadline = System.nanoTime() + Duration.ofSeconds(12).toNanos();
        while (vendor.asked("one-returns").size() < 3 && System.nanoTime() - deadline < 0) {
            ask(gateway, "auto-returns");
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }

        assertThat(vendor.asked("one-returns"))
                .as("asked again within the first wait of 5 s, jitter included")
                .hasSizeGreaterThan(2);
    }

    private static String policy(String retryBudget) {
        StringBuilder providers = new StringBuilder();
        StringBuilder profiles = new StringBuilder("  default: {candidates: [\"one-down/*\"]}\n");
        for (String test : TESTS) {
            boolean confined = test.equals("private");
            providers
                    .append(provider("one-" + test, "locality: local, "))
                    .append(provider("two-" + test, confined ? "" : "locality: local, "));
            String candidates = test.equals("half") ? "[\"one-half/*\", \"two-half/*\"]" : "[\"one-" + test + "/*\"]";
            profiles.append("  " + test + ": {candidates: " + candidates + ", fallback: [\"two-" + test + "/*\"]"
                    + (confined ? ", require: {locality: local}, failClosed: true" : "") + "}\n");
        }
        return "version: 1\nresilience: {retryBudget: " + retryBudget + "}\nproviders:\n" + providers + "profiles:\n"
                + profiles;
    }

    private static String provider(String name, String locality) {
        return "  " + name + ": {type: openai-compatible, baseUrl: \"" + vendor.at(name)
                + "/v1\", credential: \"${env:VENDOR_KEY}\", owner: tests, source: tests, " + locality
                + "models: [{id: gpt-it, window: 128000, capabilities: [streaming, tools],"
                + " price: {input: 1, output: 2}, quality: 0.5}]}\n";
    }

    private static int attempts(String test) {
        return vendor.asked("one-" + test).size() + vendor.asked("two-" + test).size();
    }

    private static JsonNode record(Gateway by, HttpResponse<String> answer) throws Exception {
        return by.decision(answer.headers().firstValue("x-pointsman-decision").orElseThrow());
    }

    private static HttpResponse<String> ask(Gateway by, String model, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(by.openAiUrl() + "/chat/completions"))
                .timeout(Duration.ofSeconds(15))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + by.key())
                .POST(HttpRequest.BodyPublishers.ofString(RawClient.chatBody(model, false)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
