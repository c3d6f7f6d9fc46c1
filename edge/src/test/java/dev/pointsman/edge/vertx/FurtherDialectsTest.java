package dev.pointsman.edge.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.failure.ProviderFailure.Interrupted;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.edge.ScriptedResponse;
import dev.pointsman.edge.ScriptedRouter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What clients of the dialects beside chat and messages see on the wire. */
class FurtherDialectsTest {

    private final ScriptedRouter router = new ScriptedRouter();
    private final ScriptedResponse response = new ScriptedResponse();

    FurtherDialectsTest() {
        router.answersWith(response);
    }

    private static String contentType(List<String> head) {
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void writesEachElementOfAnArrayAsItComes() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts("/v1beta/models/auto:streamGenerateContent", "{\"contents\":[]}");
            response.frame("{\"n\":1}");
            assertThat(contentType(agent.readHead())).contains("application/json");
            assertThat(agent.readChunk()).isEqualTo("[{\"n\":1}");
            response.frame("{\"n\":2}");
            assertThat(agent.readChunk()).isEqualTo(",\n{\"n\":2}");
            response.end();
            assertThat(agent.readChunks()).isEqualTo("]");
        }
    }

    @Test
    void readsTheFormOfAStreamFromTheQuery() throws Exception {
        response.frame("{\"n\":1}").end();
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts("/v1beta/models/auto:streamGenerateContent?alt=sse", "{\"contents\":[]}");
            assertThat(contentType(agent.readHead())).contains("text/event-stream");
            assertThat(agent.readChunks()).isEqualTo("data: {\"n\":1}\n\n");
        }
    }

    @Test
    void takesTheKeyOfGooglesClients() throws Exception {
        response.frame("{}").end();
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.sends("POST /v1beta/models/auto:generateContent?key=" + Agent.KEY
                    + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void writesALinePerFrameAndTheErrorAsTheLast() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts("/api/chat", "{\"model\":\"auto\",\"messages\":[]}");
            response.frame("{\"done\":false}");
            assertThat(contentType(agent.readHead())).contains("application/x-ndjson");
            assertThat(agent.readChunk()).isEqualTo("{\"done\":false}\n");
            response.fail(new Interrupted("stalled"));
            assertThat(agent.readChunks()).startsWith("{\"error\":\"").endsWith("}\n");
        }
    }

    @Test
    void endsABrokenResponsesStreamWithItsFailure() throws Exception {
        response.frame("response.created", "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\"}}")
                .fail(new Interrupted("stalled"));
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts("/v1/responses", "{\"model\":\"auto\",\"input\":\"a\",\"stream\":true}");
            agent.readHead();
            assertThat(agent.readChunks())
                    .contains("event: error\ndata: {\"type\":\"error\"")
                    .contains("event: response.failed\ndata: {\"type\":\"response.failed\"")
                    .contains("\"id\":\"resp_1\"");
        }
    }

    @Test
    void answersEmbeddingsAndTellsTheirFailureAsAStatus() throws Exception {
        response.frame("{\"data\":[]}").end();
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts("/v1/embeddings", "{\"model\":\"auto\",\"input\":\"a\"}");
            assertThat(agent.readBody(agent.readHead())).isEqualTo("{\"data\":[]}");
            router.answersWith(new ScriptedResponse().fail(new Overloaded()));
            agent.posts("/v1/embeddings", "{\"model\":\"auto\",\"input\":\"a\"}");
            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void answersThoseWhoLookWhetherSomebodyIsThere() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.sends("HEAD / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 200 ");
            agent.sends("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(agent.readBody(agent.readHead())).isEqualTo("Pointsman is running");
        }
    }
}
