package dev.pointsman.edge.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.edge.ScriptedResponse;
import dev.pointsman.edge.ScriptedRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SlowClientsTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private final ScriptedRouter router = new ScriptedRouter();

    @Test
    void answers408ToHeadersThatDoNotEnd() throws Exception {
        try (TestServer server = TestServer.of(router, TestServer.usual().withHead(SHORT));
                Agent agent = server.agent()) {
            agent.sends("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");

            assertThat(agent.readToEnd()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void answers408ToHeadersThatDribble() throws Exception {
        try (TestServer server = TestServer.of(router, TestServer.usual().withHead(SHORT));
                Agent agent = server.agent()) {
            Thread dribble = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        agent.sends("x");
                        LockSupport.parkNanos(20_000_000);
                    }
                } catch (IOException e) {
                    // The server has closed, as it should.
                    Thread.currentThread().interrupt();
                }
            });

            assertThat(agent.readLine()).startsWith("HTTP/1.1 408 ");
            agent.close();
            dribble.join();
        }
    }

    @Test
    void closesAConnectionThatSaysNothing() throws Exception {
        try (TestServer server = TestServer.of(router, TestServer.usual().withHead(SHORT));
                Agent agent = server.agent()) {
            assertThat(agent.readToEnd()).isEmpty();
        }
    }

    @Test
    void closesAKeptConnectionThatIsIdle() throws Exception {
        try (TestServer server = TestServer.of(router, TestServer.usual().withIdle(SHORT));
                Agent agent = server.agent()) {
            agent.posts("/v1/chat/completions", "{\"model\":\"auto\"}");
            assertThat(agent.readBody(agent.readHead())).isEqualTo("{\"id\":\"whole\"}");

            assertThat(agent.readToEnd()).isEmpty();
        }
    }

    @Test
    void answers408ToABodyThatPauses() throws Exception {
        try (TestServer server = TestServer.of(router, TestServer.usual().withBody(SHORT));
                Agent agent = server.agent()) {
            agent.sends("POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nx-api-key: " + Agent.KEY
                    + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"model\":");

            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void waitsForABodyThatKeepsComing() throws Exception {
        try (TestServer server = TestServer.of(router, TestServer.usual().withBody(Duration.ofMillis(400)));
                Agent agent = server.agent()) {
            String body = "{\"model\":\"auto\"}";
            agent.sends("POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nx-api-key: " + Agent.KEY
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n");
            for (char c : body.toCharArray()) {
                LockSupport.parkNanos(40_000_000);
                agent.sends(String.valueOf(c));
            }

            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void dropsAClientThatReadsNothingAndClosesTheResponse() throws Exception {
        ScriptedResponse response = new ScriptedResponse();
        String large = "\"" + "x".repeat(64 * 1024) + "\"";
        for (int i = 0; i < 200; i++) {
            response.frame(large);
        }
        router.answersWith(response);
        try (TestServer server = TestServer.of(router, TestServer.usual().withWrite(SHORT));
                Agent agent = Agent.withSmallWindow(server.port())) {
            agent.posts("/v1/chat/completions", "{\"model\":\"auto\",\"stream\":true}");

            assertThat(response.isClosedWithin(10_000)).isTrue();
            assertThat(response.framesTaken()).isLessThan(150);
        }
        assertThat(response.closes()).isEqualTo(1);
    }
}
