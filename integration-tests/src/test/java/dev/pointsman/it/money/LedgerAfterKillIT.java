package dev.pointsman.it.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Line;
import dev.pointsman.it.harness.Measured;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The process is killed with many requests in flight, again and again: every request that the vendor counted has exactly one
 * terminal record afterwards. A request is known by its agent's name, which stands in its text too, where the vendor reads it.
 */
class LedgerAfterKillIT {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);
    private static final int AT_ONCE = 24;
    private static final int REQUESTS = 400;
    private static final String AGENTS = "SELECT agent FROM ledger_request";

    private final Set<String> counted = new ConcurrentSkipListSet<>();
    private volatile CountDownLatch arrivals = new CountDownLatch(0);

    @Test
    void everyRequestThatTheVendorCountedHasExactlyOneTerminalRecord() throws Exception {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        Random random = new Random(seed);
        try (Vendor vendor = Vendor.start()) {
            vendor.plays("counting", this::count);
            String policy = new Policy()
                    .chat("counting", vendor.at("counting"), "gpt-counted")
                    .profile("default", "counting")
                    .yaml();
            Gateway gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"));
            StoredRows rows = new StoredRows("jdbc:sqlite:" + gateway.data().resolve("pointsman.db"));
            for (int round = 0; round < ROUNDS; round++) {
                gateway = killInTheMiddle(gateway, round, random);

                Set<String> expected = new TreeSet<>(counted);
                List<String> agents = rows.await(AGENTS, found -> new HashSet<>(found).containsAll(expected));
                assertThat(agents)
                        .as("seed %d, round %d", seed, round)
                        .doesNotHaveDuplicates()
                        .containsAll(expected);
            }
            assertThat(rows.of("SELECT count(*) FROM ledger_request WHERE state = 'EXPIRED'"))
                    .as("some were in flight, else nothing was tried")
                    .isNotEqualTo(List.of("0"));
            assertThat(rows.of("SELECT count(*) FROM ledger_request WHERE state = 'EXPIRED' AND"
                            + " (cost_micros IS NULL OR cost_micros = 0 OR usage_source <> 'estimated')"))
                    .containsExactly("0");
            assertThat(rows.of("SELECT count(*) FROM ledger_request WHERE state = 'SETTLED'"))
                    .isNotEqualTo(List.of("0"));
            Measured.by(
                    "LedgerAfterKillIT",
                    counted.size() + " requests counted by the vendor, "
                            + rows.of(AGENTS).size()
                            + " records, none missing and none twice, of which "
                            + String.join(", ", rows.of("SELECT state, count(*) FROM ledger_request GROUP BY state")));
            gateway.close();
        }
    }

    private Gateway killInTheMiddle(Gateway gateway, int round, Random random) throws Exception {
        arrivals = new CountDownLatch(AT_ONCE + random.nextInt(60));
        AtomicInteger next = new AtomicInteger();
        Gateway killed;
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                clients.submit(() -> {
                    for (int number = next.getAndIncrement(); number < REQUESTS; number = next.getAndIncrement()) {
                        http.send(request(gateway, "r" + round + "-" + number), HttpResponse.BodyHandlers.ofString());
                    }
                    return null;
                });
            }
            assertThat(arrivals.await(30, TimeUnit.SECONDS)).isTrue();
            killed = gateway.killedAndServingAgain();
            clients.shutdownNow();
        }
        return killed;
    }

    private static HttpRequest request(Gateway gateway, String name) {
        String body = "{\"model\":\"auto\",\"stream\":" + (name.hashCode() % 2 == 0)
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + name + "\"}]}";
        return HttpRequest.newBuilder(URI.create(gateway.openAiUrl() + "/chat/completions"))
                .header("authorization", "Bearer " + gateway.key())
                .header("content-type", "application/json")
                .header("x-pointsman-agent", name)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Of sixteen requests one is left without an answer and, where they are streamed, another in the middle of one. */
    private void count(Asked asked, Line line) throws IOException {
        String name = asked.json().at("/messages/0/content").asText();
        counted.add(name);
        arrivals.countDown();
        int kind = Math.floorMod(name.hashCode(), 16);
        if (kind == 3) {
            line.untilGone();
        } else if (kind == 6 && asked.streaming()) {
            line.head(200, "text/event-stream").chunk(ChatVendor.begun(asked.json(), "one ", "two "));
            line.untilGone();
        } else {
            ChatVendor.says("one ", "two ", "three").play(asked, line);
        }
    }
}
