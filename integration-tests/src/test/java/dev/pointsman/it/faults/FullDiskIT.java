package dev.pointsman.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Line;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F41: the disk of the ledger is really full, a file system of eight megabytes. */
class FullDiskIT {

    private static final int STREAMS = 12;

    @TempDir
    Path copies;

    private final CountDownLatch begun = new CountDownLatch(STREAMS);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void newWorkIsRefusedRunningStreamsEndAndNothingIsLost() throws Exception {
        boolean possible = Gateway.canHaveASmallDisk();
        assumeThat(possible || "true".equals(System.getenv("CI")))
                .as("a system that lets a process mount a file system for itself")
                .isTrue();
        try (Vendor vendor = Vendor.start();
                Gateway gateway = Gateway.servingOnASmallDisk(8, policy(vendor), Map.of("VENDOR_KEY", "sk-vendor"))) {
            // Given
            vendor.plays("quick", ChatVendor.says("hello")).plays("slow", this::slowly);
            RawClient client = new RawClient(gateway);
            Path filler = gateway.unseen(gateway.data()).resolve("filler");
            Set<String> served = new TreeSet<>();
            List<HttpResponse<String>> refused = new ArrayList<>();
            try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<HttpResponse<String>>> streams = new ArrayList<>();
                for (int i = 0; i < STREAMS; i++) {
                    streams.add(agents.submit(() -> client.chat("auto-slow", true)));
                }
                assertThat(begun.await(15, TimeUnit.SECONDS)).isTrue();

                // When
                fill(filler);
                for (int i = 0; i < 200 && refused.size() < 5; i++) {
                    HttpResponse<String> answer = client.chat("auto", false);
                    if (answer.statusCode() == 200) {
                        served.add(id(answer));
                    } else {
                        refused.add(answer);
                    }
                }
                int asked = vendor.asked("quick").size();
                goOn.countDown();

                // Then
                assertThat(refused)
                        .as("refused while nothing can be written down")
                        .hasSize(5);
                for (HttpResponse<String> answer : refused) {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("retry-after")).isPresent();
                    assertThat(answer.body()).doesNotContain("filler", "No space");
                }
                assertThat(asked).as("nobody is asked for what is refused").isEqualTo(served.size());
                for (Future<HttpResponse<String>> stream : streams) {
                    HttpResponse<String> answer = stream.get(15, TimeUnit.SECONDS);
                    assertThat(answer.body()).endsWith("data: [DONE]\n\n");
                    served.add(id(answer));
                }
            }
            gateway.awaitLog("the ledger's spool takes nothing");
            for (JsonNode endpoint : gateway.ask("/health").path("endpoints")) {
                assertThat(endpoint.path("running").asLong())
                        .as("attempts left running")
                        .isZero();
            }

            // When
            Files.delete(filler);
            HttpResponse<String> again = client.chat("auto", false);
            for (int i = 0; i < 50 && again.statusCode() != 200; i++) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                again = client.chat("auto", false);
            }
            assertThat(again.statusCode()).isEqualTo(200);
            served.add(id(again));

            // Then
            assertThat(settled(gateway, served.size()))
                    .as("one record for each answer, and none for what was refused")
                    .containsExactlyInAnyOrderElementsOf(served);
        }
    }

    /** A stream that has begun waits until the disk is full. */
    private void slowly(Asked asked, Line line) throws IOException {
        line.head(200, Script.EVENTS).chunk(ChatVendor.begun(asked.json(), "one "));
        begun.countDown();
        try {
            if (!goOn.await(30, TimeUnit.SECONDS)) {
                throw new IOException("nobody filled the disk");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.chunk(ChatVendor.ending(asked.json()) + ChatVendor.DONE).end();
    }

    /** To the last byte that the file system gives. */
    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (int i = 0; i < 1_000_000; i++) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
            return;
        }
        throw new AssertionError("the disk has no end");
    }

    /** From a copy, since the engine does not find its files through another process. */
    private List<String> settled(Gateway gateway, int expected) throws IOException {
        Path data = gateway.unseen(gateway.data());
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        List<String> rows = List.of();
        for (int attempt = 0; rows.size() < expected && System.nanoTime() - deadline < 0; attempt++) {
            Path copy = Files.createDirectory(copies.resolve("copy-" + attempt));
            for (String file : List.of("pointsman.db", "pointsman.db-wal")) {
                if (Files.exists(data.resolve(file))) {
                    Files.copy(data.resolve(file), copy.resolve(file));
                }
            }
            rows = new StoredRows("jdbc:sqlite:" + copy.resolve("pointsman.db"))
                    .of("SELECT request_id FROM ledger_request WHERE state = 'SETTLED'");
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return rows;
    }

    private static String policy(Vendor vendor) {
        return new Policy()
                .chat("quick", vendor.at("quick"), "gpt-quick")
                .chat("slow", vendor.at("slow"), "gpt-slow")
                .profile("default", "quick")
                .profile("slow", "slow")
                .yaml();
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-pointsman-decision").orElseThrow();
    }
}
