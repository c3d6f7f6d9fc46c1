package dev.pointsman.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.MeasuresTime;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.ProcessFacts;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** F50: more than a gateway with a small heap can hold. It refuses what it has no room for, and does not die. */
@MeasuresTime
class FloodIT {

    private static final int CONNECTIONS = 10_000;
    private static final int LARGE = 4 * 1024 * 1024;
    private static final int LARGE_REQUESTS = 120;
    private static final Map<String, String> SMALL = Map.of("VENDOR_KEY", "sk-vendor", "JDK_JAVA_OPTIONS", "-Xmx192m");

    @Test
    void tenThousandConnectionsAndHalfAGigabyteOfRequestsAreMoreThanItHoldsAndItLives() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (Vendor vendor = Vendor.start();
                Gateway gateway = Gateway.serving(policy(vendor), SMALL)) {
            assumeThat(ProcessFacts.of(gateway).isKnown())
                    .as("a system with /proc")
                    .isTrue();
            vendor.plays("quick", ChatVendor.says("hello")).plays("held", (asked, line) -> {
                await(goOn);
                ChatVendor.says("held").play(asked, line);
            });
            gateway.warmUp();
            RawClient client = new RawClient(gateway);
            List<SocketChannel> idle = connections(gateway);
            try {
                // When
                HttpResponse<String> beside = client.chat("auto", false);

                // Then
                assertThat(beside.statusCode())
                        .as("beside " + idle.size() + " connections")
                        .isEqualTo(200);

                // When
                List<String> answers = largeRequests(client, goOn);

                // Then
                long full = answers.stream()
                        .filter(answer -> answer.startsWith("HTTP/1.1 503"))
                        .count();
                long held = answers.stream()
                        .filter(answer -> answer.startsWith("HTTP/1.1 200"))
                        .count();
                assertThat(full + held).isEqualTo(LARGE_REQUESTS);
                assertThat(full).as("refused").isGreaterThan(LARGE_REQUESTS / 2);
                assertThat(held).as("served").isGreaterThan(0);
                assertThat(answers)
                        .filteredOn(answer -> answer.startsWith("HTTP/1.1 503"))
                        .allMatch(answer -> answer.contains("gateway_full") && answer.contains("retry-after: "));
                assertThat(vendor.asked("held")).as("attempts").hasSize((int) held);
            } finally {
                for (SocketChannel each : idle) {
                    each.close();
                }
            }
            assertThat(client.chat("auto", true).statusCode()).isEqualTo(200);
            assertThat(gateway.isAlive()).isTrue();
            assertThat(gateway.log()).doesNotContain("OutOfMemoryError");
            assertThat(gateway.ask("/usage").toString()).doesNotContain("gateway_full");
        }
    }

    private static List<SocketChannel> connections(Gateway gateway) throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(gateway.uri().getHost(), gateway.uri().getPort());
        List<SocketChannel> open = new ArrayList<>(CONNECTIONS);
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                SocketChannel channel = SocketChannel.open(address);
                open.add(channel);
                if (i % 2 == 0) {
                    channel.write(ByteBuffer.wrap("POST /v1/chat/compl".getBytes(StandardCharsets.US_ASCII)));
                }
            }
            return open;
        } catch (IOException e) {
            for (SocketChannel each : open) {
                each.close();
            }
            assumeThat(System.getenv("CI"))
                    .as("a system that allows %d connections, not %d: %s", CONNECTIONS, open.size(), e)
                    .isEqualTo("true");
            throw e;
        }
    }

    /** All at once; those that were let in are held until the others were answered. */
    private static List<String> largeRequests(RawClient client, CountDownLatch goOn) throws Exception {
        String text = "Name three rivers. ".repeat(LARGE / 19);
        String body = "{\"model\":\"auto-held\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
        String request = client.head("/v1/chat/completions", "127.0.0.1", body.length()) + body;
        CountDownLatch refused = new CountDownLatch(LARGE_REQUESTS / 2 + 1);
        Callable<String> one = () -> {
            String answer = client.exchange(request);
            if (answer.startsWith("HTTP/1.1 503")) {
                refused.countDown();
            }
            return answer;
        };
        try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < LARGE_REQUESTS; i++) {
                running.add(agents.submit(one));
            }
            refused.await();
            goOn.countDown();
            List<String> answers = new ArrayList<>();
            for (Future<String> each : running) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String policy(Vendor vendor) {
        return new Policy()
                .chat("quick", vendor.at("quick"), "gpt-quick")
                .chat("held", vendor.at("held"), "gpt-held", 10_000_000)
                .profile("default", "quick")
                .profile("held", "held")
                .yaml();
    }
}
