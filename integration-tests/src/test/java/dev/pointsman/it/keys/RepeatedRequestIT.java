package dev.pointsman.it.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F40: a request that its client named in {@code Idempotency-Key} is charged once, whatever becomes of the gateway meanwhile. */
class RepeatedRequestIT {

    private static final String BODY = RawClient.chatBody("auto", false);

    private final HttpClient http = HttpClient.newHttpClient();
    private Vendor vendor;

    @BeforeEach
    void start() {
        vendor = Vendor.start();
    }

    @AfterEach
    void end() {
        http.close();
        vendor.close();
    }

    @Test
    void whatWasAnsweredIsNotRunAgainAfterARestart() throws Exception {
        vendor.plays("chat", ChatVendor.says("hello"));
        Gateway before = Gateway.serving(policy(), Map.of("VENDOR_KEY", "sk-vendor"));
        HttpResponse<String> first = ask(before, "n-1", BODY);
        HttpResponse<String> same = ask(before, "n-1", BODY);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(same.body()).isEqualTo(first.body());

        try (Gateway after = before.killedAndServingAgain()) {
            HttpResponse<String> again = ask(after, "n-1", BODY);
            HttpResponse<String> another = ask(after, "n-1", RawClient.chatBody("auto-fast", false));
            HttpResponse<String> other = ask(after, "n-2", BODY);

            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.headers().firstValue("x-pointsman-first-request"))
                    .isEqualTo(first.headers().firstValue("x-request-id"));
            assertThat(another.statusCode()).isEqualTo(422);
            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(vendor.asked("chat")).as("attempts").hasSize(2);
            assertThat(rows(after).await("SELECT state FROM ledger_request", found -> found.size() == 2))
                    .containsExactly("SETTLED", "SETTLED");
            assertThat(rows(after).of("SELECT * FROM named_request").toString()).doesNotContain("n-1", "n-2", "rivers");
        }
    }

    @Test
    void whatRanWhenTheGatewayWasKilledIsNotRunAgain() throws Exception {
        vendor.plays("chat", Script.silence());
        Gateway before = Gateway.serving(policy(), Map.of("VENDOR_KEY", "sk-vendor"));
        CompletableFuture<HttpResponse<String>> lost =
                http.sendAsync(request(before, "n-1", BODY), HttpResponse.BodyHandlers.ofString());
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (vendor.asked("chat").isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }

        try (Gateway after = before.killedAndServingAgain()) {
            assertThat(lost).failsWithin(Duration.ofSeconds(10));
            HttpResponse<String> again = ask(after, "n-1", BODY);

            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.body()).contains("idempotency_answer_gone");
            assertThat(vendor.asked("chat")).as("attempts").hasSize(1);
            assertThat(rows(after).await("SELECT state FROM ledger_request", List.of("EXPIRED")::equals))
                    .as("charged once, at its worst case")
                    .containsExactly("EXPIRED");
        }
    }

    @Test
    void whatFailedMayBeRunAgain() throws Exception {
        vendor.plays("chat", Script.json(503, ChatVendor.error("Overloaded", "server_error")));
        Gateway before = Gateway.serving(policy(), Map.of("VENDOR_KEY", "sk-vendor"));
        assertThat(ask(before, "n-1", BODY).statusCode()).isEqualTo(503);

        try (Gateway after = before.killedAndServingAgain()) {
            vendor.plays("chat", ChatVendor.says("hello"));

            assertThat(ask(after, "n-1", BODY).statusCode()).isEqualTo(200);
        }
    }

    private String policy() {
        return new Policy()
                .chat("chat", vendor.at("chat"), "gpt-it")
                .profile("default", "chat")
                .yaml();
    }

    private static StoredRows rows(Gateway gateway) {
        return new StoredRows("jdbc:sqlite:" + gateway.data().resolve("pointsman.db"));
    }

    private HttpResponse<String> ask(Gateway gateway, String name, String body)
            throws IOException, InterruptedException {
        return http.send(request(gateway, name, body), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(Gateway gateway, String name, String body) {
        return HttpRequest.newBuilder(URI.create(gateway.openAiUrl() + "/chat/completions"))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + gateway.key())
                .header("content-type", "application/json")
                .header("idempotency-key", name)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
