package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Policies change under load: every request is answered, and by one policy alone. */
class PolicyReloadIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOAD = Duration.ofSeconds(5);
    private static final int CLIENTS = 8;
    /** What the load would be at 500 requests a second; a slower machine takes longer for it. */
    private static final int REQUESTS = 2_500;

    private static final Duration AT_MOST = Duration.ofSeconds(60);

    /** Every policy serves so many before the next one comes. */
    private static final int EACH = 100;

    /** Of so many changes one comes by the file, which the gateway looks at every second. */
    private static final int BY_FILE = 10;

    /** Under {@code red} the profile's only model is at one vendor, under {@code blue} at another, of another name. */
    private enum Colour {
        RED,
        BLUE;

        private String provider() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String model() {
            return "gpt-" + provider();
        }
    }

    private static Vendor vendor;
    private static Gateway gateway;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger ofRed = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        vendor.plays("red", ChatVendor.says("red"));
        vendor.plays("blue", ChatVendor.says("blue"));
        gateway = Gateway.serving(json(Colour.RED, -1), Map.of("VENDOR_KEY", "sk-vendor"));
        gateway.warmUp();
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @Test
    void noRequestIsDroppedOrAnsweredByTwoPolicies() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            Thread.ofVirtual().name("client-" + i).start(() -> {
                try {
                    ask(over);
                } finally {
                    ended.countDown();
                }
            });
        }
        long began = System.nanoTime();
        int applied = 0;
        int refused = 0;
        while (System.nanoTime() - began < LOAD.toNanos() || answered.get() < REQUESTS) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_MOST);
            Colour next = applied % 2 == 0 ? Colour.BLUE : Colour.RED;
            if (applied % BY_FILE == BY_FILE - 1) {
                gateway.rewrite(json(next, applied), "the changed policy is in force");
            } else {
                assertThat(put(json(next, applied)).statusCode()).isEqualTo(200);
            }
            applied++;
            awaitAnswers(answered.get() + EACH);
            HttpResponse<String> broken =
                    put("{\"version\":1,\"providers\":{\"red\":{\"type\":\"nosuch\",\"owner\":\"t\"}}}");
            assertThat(broken.statusCode()).as(broken.body()).isEqualTo(422);
            refused++;
        }
        over.set(true);
        ended.await();

        assertThat(wrong).isEmpty();
        assertThat(applied).isGreaterThan(5);
        assertThat(refused).isEqualTo(applied);
        assertThat(ofRed.get()).isPositive().isLessThan(answered.get());
    }

    @Test
    void aPreviewTellsWhereRequestsWouldGoAndARollbackLeadsBack() throws Exception {
        put(json(Colour.RED, -2));
        RawClient client = new RawClient(gateway);
        client.chat("auto", false);
        gateway.decision(client.chat("auto", false)
                .headers()
                .firstValue("x-pointsman-decision")
                .orElseThrow());

        JsonNode preview = JSON.readTree(put(json(Colour.BLUE, -3)).body()).path("preview");
        HttpResponse<String> blue = client.chat("auto", false);
        HttpResponse<String> back = post("/policy/rollback");
        HttpResponse<String> red = client.chat("auto", false);

        assertThat(preview.path("changes")).anySatisfy(change -> {
            assertThat(change.path("from").asText()).isEqualTo("red/gpt-red");
            assertThat(change.path("to").asText()).isEqualTo("blue/gpt-blue");
            assertThat(change.path("count").asInt()).isGreaterThanOrEqualTo(2);
        });
        assertThat(preview.path("expectedCost").path("afterUsd").asDouble()).isPositive();
        assertThat(blue.headers().firstValue("x-pointsman-model")).contains("gpt-blue");
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(red.headers().firstValue("x-pointsman-model")).contains("gpt-red");
    }

    private void awaitAnswers(int count) {
        long began = System.nanoTime();
        while (answered.get() < count && wrong.isEmpty()) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_MOST);
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private void ask(AtomicBoolean over) {
        RawClient client = new RawClient(gateway);
        while (!over.get()) {
            try {
                check(client.chat("auto", false));
            } catch (IOException | InterruptedException e) {
                wrong.add(e.toString());
            }
        }
    }

    /** The model, who serves it and what it says belong to one policy. */
    private void check(HttpResponse<String> answer) {
        String model = answer.headers().firstValue("x-pointsman-model").orElse("none");
        for (Colour colour : Colour.values()) {
            boolean whole = answer.statusCode() == 200
                    && model.equals(colour.model())
                    && answer.headers()
                            .firstValue("x-pointsman-provider")
                            .orElse("")
                            .equals(colour.provider())
                    && answer.headers()
                            .firstValue("x-pointsman-profile")
                            .orElse("")
                            .equals("default")
                    && answer.body().contains("\"content\":\"" + colour.provider() + "\"");
            if (whole) {
                answered.incrementAndGet();
                ofRed.addAndGet(colour == Colour.RED ? 1 : 0);
                return;
            }
        }
        wrong.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
    }

    private HttpResponse<String> put(String policy) throws IOException, InterruptedException {
        return http.send(
                operator("/policy")
                        .PUT(HttpRequest.BodyPublishers.ofString(policy))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return http.send(
                operator(path).POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder operator(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.adminUri() + path))
                .timeout(Duration.ofSeconds(10))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + gateway.adminKey());
    }

    /** JSON is YAML too. The turn makes every policy another one. */
    private static String json(Colour colour, int turn) {
        return """
                {"version": 1,
                 "providers": {
                   "red": {"type": "openai-compatible", "baseUrl": "%s/v1", "credential": "${env:VENDOR_KEY}", "owner": "t",
                     "source": "s", "locality": "local", "models": [{"id": "gpt-red", "price": {"input": 1, "output": 2}}]},
                   "blue": {"type": "openai-compatible", "baseUrl": "%s/v1", "credential": "${env:VENDOR_KEY}", "owner": "t",
                     "source": "s", "locality": "local", "models": [{"id": "gpt-blue", "price": {"input": 3, "output": 4}}]}},
                 "profiles": {"default": {"candidates": ["%s/*"]}},
                 "aliases": {"turn%d": "auto"}}""".formatted(vendor.at("red"), vendor.at("blue"), colour.provider(), turn);
    }
}
