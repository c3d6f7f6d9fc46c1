package dev.pointsman.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A gateway that is told to end takes nothing new and lets what runs come to its end. */
class ShutdownIT {

    @Test
    void aRunningStreamEndsProperlyBehindASigterm() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (Vendor vendor = Vendor.start().plays("slow", (asked, line) -> {
                    line.head(200, Script.EVENTS).chunk(ChatVendor.begun(asked.json(), "The Elbe"));
                    await(mayEnd);
                    line.chunk(ChatVendor.ending(asked.json()) + ChatVendor.DONE)
                            .end();
                });
                Gateway gateway = Gateway.serving(
                        new Policy()
                                .chat("slow", vendor.at("slow"), "gpt-slow")
                                .profile("default", "slow")
                                .yaml(),
                        Map.of("VENDOR_KEY", "sk-vendor"))) {
            RawClient raw = new RawClient(gateway);
            String body = RawClient.chatBody("auto", true);
            try (Socket client = raw.send(raw.head("/v1/chat/completions", "127.0.0.1", body.length()) + body);
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                readUntil("The Elbe", lines);

                // When
                gateway.terminate();
                awaitRefusal(raw);
                mayEnd.countDown();

                // Then
                readUntil("[DONE]", lines);
            }
        }
    }

    private static void readUntil(String text, BufferedReader lines) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            read.append(line).append('\n');
            if (line.contains(text)) {
                return;
            }
        }
        throw new AssertionError("the answer ended without \"" + text + "\":\n" + read);
    }

    private static void awaitRefusal(RawClient raw) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() - deadline < 0) {
            try {
                raw.send("").close();
            } catch (ConnectException refused) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertThat(deadline).as("the gateway still takes connections").isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
