package dev.pointsman.it.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Line;
import dev.pointsman.it.harness.Measured;
import dev.pointsman.it.harness.MeasuresTime;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.ProcessFacts;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Two thousand slow streams at once, one in twenty of which its client leaves in the middle, in a gateway with 384 MB: all others
 * come to their end, and nothing stays behind. For {@code soak.seconds}.
 */
@MeasuresTime
class SoakIT {

    private static final int STREAMS = 2_000;
    private static final int LEAVING = 20;
    private static final int PIECES = 10;
    private static final Duration PACE = Duration.ofSeconds(2);
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("soak.seconds", 30));
    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final String BUDGETS = "budgets:\n  all: {monthly: 1000 USD, maxOutput: 1000}\n";

    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    @Test
    void nothingIsLeftOfTwoThousandSlowStreams() throws Exception {
        // Given
        try (Vendor vendor = Vendor.start().plays("slow", SoakIT::slowly);
                Gateway gateway = Gateway.serving(
                        policy(vendor), Map.of("VENDOR_KEY", "sk-vendor", "JDK_JAVA_OPTIONS", "-Xmx384m"))) {
            ProcessFacts facts = ProcessFacts.of(gateway);
            assumeThat(facts.isKnown()).as("a system with /proc").isTrue();
            new RawClient(gateway).chat("auto", false);
            long descriptors = facts.descriptors();

            // When
            long until = System.nanoTime() + SPAN.toNanos();
            try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int agent = 0; agent < STREAMS; agent++) {
                    int number = agent;
                    agents.execute(() -> ask(gateway, number, until));
                }
            }

            // Then
            assertThat(broken)
                    .as("streams that broke off:\n" + lastLines(gateway))
                    .hasValue(0);
            Measured.by(
                    "SoakIT",
                    completed + " streams completed, " + left + " left by their clients, " + broken + " broken; "
                            + facts.residentKilobytes() / 1024 + " MB resident, " + facts.threads() + " threads, "
                            + facts.descriptors() + " descriptors of " + descriptors + " before");
            assertThat(left.get()).isGreaterThanOrEqualTo(STREAMS / LEAVING);
            assertThat(completed.get()).isGreaterThanOrEqualTo(STREAMS - STREAMS / LEAVING);
            awaitAtMost("running attempts", 0, () -> running(gateway));
            awaitAtMost(
                    "money held",
                    0,
                    () -> gateway.ask("/budgets").at("/budgets/0/held").asLong());
            awaitAtMost("descriptors", descriptors + 20, facts::descriptors);
            assertThat(facts.threads()).as("threads of the system").isLessThan(100);
            assertThat(facts.residentKilobytes()).as("resident memory").isLessThan(900_000);
        }
    }

    private void ask(Gateway gateway, int number, long until) {
        int round = 0;
        do {
            // Another one leaves in each round.
            stream(gateway, (number + round) % LEAVING == 0);
            round++;
        } while (System.nanoTime() - until < 0);
    }

    private void stream(Gateway gateway, boolean leaves) {
        String body = RawClient.chatBody("auto", true);
        RawClient raw = new RawClient(gateway);
        try (Socket socket = raw.send(raw.head("/v1/chat/completions", "127.0.0.1", body.length()) + body);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            int pieces = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                pieces += line.contains("river ") ? 1 : 0;
                if (leaves && pieces == PIECES / 2) {
                    left.incrementAndGet();
                    return;
                }
                if (line.equals("data: [DONE]")) {
                    completed.incrementAndGet();
                    return;
                }
            }
            broken.incrementAndGet();
        } catch (IOException e) {
            broken.incrementAndGet();
        }
    }

    /** A piece every two seconds. */
    private static void slowly(Asked asked, Line line) throws IOException {
        if (!asked.streaming()) {
            ChatVendor.says("river ").play(asked, line);
            return;
        }
        line.raw("HTTP/1.1 200 Status\r\ncontent-type: " + Script.EVENTS
                + "\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n");
        line.chunk(ChatVendor.begun(asked.json(), "river 0"));
        String next = ChatVendor.begun(asked.json(), "river ")
                .substring(ChatVendor.role(asked.json()).length());
        for (int piece = 1; piece < PIECES; piece++) {
            LockSupport.parkNanos(PACE.toNanos());
            line.chunk(next);
        }
        line.chunk(ChatVendor.ending(asked.json()) + ChatVendor.DONE).raw("0\r\n\r\n");
    }

    private static String policy(Vendor vendor) {
        return new Policy()
                        .chat("slow", vendor.at("slow"), "gpt-slow")
                        .profile("default", "slow")
                        .yaml()
                + BUDGETS;
    }

    private static long running(Gateway gateway) throws IOException, InterruptedException {
        long running = 0;
        for (JsonNode endpoint : gateway.ask("/health").path("endpoints")) {
            running += endpoint.path("running").asLong();
        }
        return running;
    }

    @FunctionalInterface
    private interface Reading {
        long take() throws IOException, InterruptedException;
    }

    private static void awaitAtMost(String what, long most, Reading reading) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SETTLED.toNanos();
        while (reading.take() > most && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(reading.take()).as(what).isLessThanOrEqualTo(most);
    }

    private static String lastLines(Gateway gateway) {
        String log = gateway.log();
        return log.substring(Math.max(0, log.length() - 4_000));
    }
}
