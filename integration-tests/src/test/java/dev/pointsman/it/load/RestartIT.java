package dev.pointsman.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.it.harness.Vendor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart in the middle of work: what runs ends, what was spent stays spent. */
class RestartIT {

    private static final int STREAMS = 50;
    private static final String BUDGET = "budgets:\n  all: {total: 5 USD, maxOutput: 1000}\n";
    private static final Map<String, String> KEYS =
            Map.of("VENDOR_KEY", "sk-vendor", "POINTSMAN_KEY", "pk-it-restart", "POINTSMAN_ADMIN_KEY", "pa-it-restart");

    @TempDir
    private Path folder;

    private final CountDownLatch mayEnd = new CountDownLatch(1);

    /** One agent that is being answered. */
    private record Agent(Socket socket, BufferedReader lines) {}

    @Test
    void fiftyStreamsEndBehindASigtermAndTheNextProcessKnowsWhatTheyCost() throws Exception {
        Path data = folder.resolve("data");
        try (Vendor vendor = Vendor.start().plays("slow", (asked, line) -> {
            line.head(200, Script.EVENTS).chunk(ChatVendor.begun(asked.json(), "The Elbe"));
            awaitLeave();
            line.chunk(ChatVendor.ending(asked.json()) + ChatVendor.DONE).end();
        })) {
            String policy = new Policy()
                            .chat("slow", vendor.at("slow"), "gpt-slow")
                            .profile("default", "slow")
                            .yaml()
                    + BUDGET;
            try (Gateway first = Gateway.servingOn(data, policy, KEYS)) {
                List<Agent> agents = begin(first);

                // When
                first.terminate();
                first.awaitLog("ending: running requests may finish");
                mayEnd.countDown();

                // Then
                for (Agent agent : agents) {
                    readUntil("[DONE]", agent.lines());
                    agent.socket().close();
                }
            }
            assertThat(new StoredRows("jdbc:sqlite:" + data.resolve("pointsman.db"))
                            .of("SELECT state, COUNT(*) FROM ledger_request GROUP BY state"))
                    .containsExactly("SETTLED " + STREAMS);

            // When
            try (Gateway second = Gateway.servingOn(data, policy, KEYS)) {
                long before = spent(second);
                int status = new RawClient(second).chat("auto", true).statusCode();

                // Then
                assertThat(before).isPositive();
                assertThat(status).isEqualTo(200);
            }
        }
    }

    private List<Agent> begin(Gateway gateway) throws Exception {
        RawClient raw = new RawClient(gateway);
        String body = RawClient.chatBody("auto", true);
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            Socket socket = raw.send(raw.head("/v1/chat/completions", "127.0.0.1", body.length()) + body);
            agents.add(new Agent(
                    socket,
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))));
        }
        for (Agent agent : agents) {
            readUntil("The Elbe", agent.lines());
        }
        return agents;
    }

    private static long spent(Gateway gateway) throws Exception {
        JsonNode budget = gateway.ask("/budgets").at("/budgets/0");
        assertThat(budget.path("held").asLong()).isZero();
        return budget.path("spent").asLong();
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

    private void awaitLeave() {
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
