package dev.pointsman.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that show over many requests: how much is tried, who is left alone, and how one comes back. */
class OutageIT {

    private static final Script DOWN = Script.json(503, ChatVendor.error("Overloaded", "server_error"));
    private static final String FULL = "{retryBudget: {capacity: 1000}}";

    private Vendor vendor;
    private Gateway gateway;

    @BeforeEach
    void start() {
        vendor = Vendor.start();
    }

    @AfterEach
    void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    /** F27 */
    @Test
    void whenAllAreDownEachRequestIsAnsweredAtOnceAndNobodyIsHammered() throws Exception {
        vendor.plays("one", DOWN).plays("two", DOWN);
        serve(FULL, "default: {candidates: [\"one/*\"], fallback: [\"two/*\"]}");
        for (int i = 0; i < 20; i++) {
            ask("auto");
        }
        int before = attempts();

        for (int i = 0; i < 30; i++) {
            HttpResponse<String> answer = ask("auto");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        }

        assertThat(attempts() - before).as("first attempts alone, in panic").isLessThanOrEqualTo(30);
    }

    /** F28 */
    @Test
    void whenEveryVendorFailsHalfOfTheTimeBreakersDoNotMakeItWorse() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Script half = (asked, line) -> {
            Script played = calls.getAndIncrement() % 2 == 0 ? DOWN : ChatVendor.says("hello");
            played.play(asked, line);
        };
        vendor.plays("one", half).plays("two", half);
        serve("{retryBudget: {capacity: 5, ratio: 0.1}}", "default: {candidates: [\"one/*\", \"two/*\"]}");
        int good = 0;

        for (int i = 0; i < 200; i++) {
            good += ask("auto").statusCode() == 200 ? 1 : 0;
        }

        assertThat(good).isGreaterThanOrEqualTo(90);
    }

    /** F31 */
    @Test
    void whenTheRetryBudgetIsEmptyTheFirstFailureIsTheAnswer() throws Exception {
        vendor.plays("one", DOWN).plays("two", ChatVendor.says("hello"));
        serve(
                "{retryBudget: {capacity: 0, ratio: 0, perSecond: 0}}",
                "default: {candidates: [\"one/*\"], fallback: [\"two/*\"]}");

        HttpResponse<String> answer = ask("auto");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        assertThat(vendor.asked("one")).hasSize(1);
        assertThat(vendor.asked("two")).isEmpty();
        assertThat(record(answer).at("/skipped/0/reason").asText()).isEqualTo("retry_budget");
    }

    /** F32 */
    @Test
    void aDeadlineOfTheClientEndsWhateverIsTried() throws Exception {
        vendor.plays("one", Script.silence()).plays("two", Script.silence());
        serve(FULL, "default: {candidates: [\"one/*\"], fallback: [\"two/*\"]}");
        long began = System.nanoTime();

        HttpResponse<String> answer = ask("auto", "x-pointsman-deadline-ms", "200");

        assertThat(answer.statusCode()).isIn(503, 504);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        assertThat(vendor.asked("two"))
                .as("nothing is begun behind the deadline")
                .isEmpty();
    }

    /** F33 */
    @Test
    void aPrivateRequestIsRefusedRatherThanSentAway() throws Exception {
        vendor.plays("one", DOWN).plays("two", ChatVendor.says("hello"));
        gateway = Gateway.serving(
                "version: 1\nproviders:\n" + provider("one", "locality: local, ") + provider("two", "")
                        + "profiles:\n  default: {candidates: [\"one/*\"], fallback: [\"two/*\"], require: {locality: local},"
                        + " failClosed: true}\n",
                Map.of("VENDOR_KEY", "sk-vendor"));

        for (int i = 0; i < 12; i++) {
            assertThat(ask("auto").statusCode()).isEqualTo(503);
        }

        assertThat(vendor.asked("two")).as("packets elsewhere").isEmpty();
    }

    /** F05 */
    @Test
    void aVendorThatLimitsIsNotAskedBeforeItsTimeAndCountsAsHealthy() throws Exception {
        vendor.plays(
                        "one",
                        (asked, line) -> line.whole(
                                429, Script.JSON, ChatVendor.error("Slow down", "rate_limit_error"), "retry-after: 30"))
                .plays("two", ChatVendor.says("hello"));
        serve(FULL, "default: {candidates: [\"one/*\"], fallback: [\"two/*\"]}");

        for (int i = 0; i < 30; i++) {
            assertThat(ask("auto").statusCode()).isEqualTo(200);
        }

        assertThat(vendor.asked("one")).hasSize(1);
        assertThat(vendor.asked("two")).hasSize(30);
    }

    /** F29 */
    @Test
    void aVendorThatFlapsIsAskedLessAndLess() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        vendor.plays("one", (asked, line) -> {
                    Script played = calls.getAndIncrement() / 5 % 2 == 0 ? DOWN : ChatVendor.says("hello");
                    played.play(asked, line);
                })
                .plays("two", ChatVendor.says("hello"));
        serve(FULL, "default: {candidates: [\"one/*\"], fallback: [\"two/*\"]}");

        for (int i = 0; i < 100; i++) {
            assertThat(ask("auto").statusCode()).isEqualTo(200);
        }

        assertThat(vendor.asked("one")).as("closed after five failures").hasSizeLessThan(20);
    }

    /** F30 */
    @Test
    void aVendorThatReturnsGetsItsShareBack() throws Exception {
        vendor.plays("one", DOWN).plays("two", ChatVendor.says("hello"));
        serve(FULL, "default: {candidates: [\"one/*\"], fallback: [\"two/*\"]}");
        for (int i = 0; i < 10; i++) {
            ask("auto");
        }
        assertThat(vendor.asked("one")).hasSizeLessThan(10);
        vendor.plays("one", ChatVendor.says("back"));

        long deadline = System.nanoTime() + Duration.ofSeconds(12).toNanos();
        while (vendor.asked("one").size() < 3 && System.nanoTime() - deadline < 0) {
            ask("auto");
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }

        assertThat(vendor.asked("one"))
                .as("asked again within the first wait of 5 s, jitter included")
                .hasSizeGreaterThan(2);
    }

    private void serve(String resilience, String profile) throws Exception {
        gateway = Gateway.serving(
                "version: 1\nresilience: " + resilience + "\nproviders:\n" + provider("one", "locality: local, ")
                        + provider("two", "locality: local, ") + "profiles:\n  " + profile + "\n",
                Map.of("VENDOR_KEY", "sk-vendor"));
    }

    private String provider(String name, String locality) {
        return "  " + name + ": {type: openai-compatible, baseUrl: \"" + vendor.at(name)
                + "/v1\", credential: \"${env:VENDOR_KEY}\", owner: tests, source: tests, " + locality
                + "models: [{id: gpt-it, window: 128000, capabilities: [streaming, tools],"
                + " price: {input: 1, output: 2}, quality: 0.5}]}\n";
    }

    private int attempts() {
        return vendor.asked("one").size() + vendor.asked("two").size();
    }

    private JsonNode record(HttpResponse<String> answer) throws Exception {
        return gateway.decision(
                answer.headers().firstValue("x-pointsman-decision").orElseThrow());
    }

    private HttpResponse<String> ask(String model, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.openAiUrl() + "/chat/completions"))
                .timeout(Duration.ofSeconds(15))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + gateway.key())
                .POST(HttpRequest.BodyPublishers.ofString(RawClient.chatBody(model, false)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
