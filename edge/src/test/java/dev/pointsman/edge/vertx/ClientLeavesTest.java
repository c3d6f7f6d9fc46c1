package dev.pointsman.edge.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.edge.ScriptedResponse;
import dev.pointsman.edge.ScriptedRouter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that leaves must not cost a vendor another token. */
class ClientLeavesTest {

    private static final long NOTICED = 1_000;

    private final ScriptedResponse response = new ScriptedResponse();
    private final ScriptedRouter router = new ScriptedRouter().answersWith(response);

    @ParameterizedTest
    @CsvSource({"/v1/chat/completions,true", "/v1/chat/completions,false", "/v1/messages,true", "/v1/messages,false"})
    void closesTheResponseWhenTheClientLeavesBeforeTheFirstFrame(String path, boolean streaming) throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts(path, "{\"model\":\"auto\",\"stream\":" + streaming + "}");
            assertThat(response.isAskedWithin(5_000)).isTrue();

            agent.close();

            assertThat(response.isClosedWithin(NOTICED)).isTrue();
        }
        assertThat(response.closes()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closesTheResponseWhenTheClientLeavesAfterTheFirstFrame(boolean politely) throws Exception {
        response.frame("{\"n\":1}");
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts("/v1/chat/completions", "{\"model\":\"auto\",\"stream\":true}");
            agent.readHead();
            assertThat(agent.readChunk()).isEqualTo("data: {\"n\":1}\n\n");

            if (politely) {
                agent.close();
            } else {
                agent.vanishes();
            }

            assertThat(response.isClosedWithin(NOTICED)).isTrue();
        }
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void releasesAWriterThatIsBlockedOnAFullBufferWhenTheClientLeaves() throws Exception {
        String large = "\"" + "x".repeat(64 * 1024) + "\"";
        for (int i = 0; i < 200; i++) {
            response.frame(large);
        }
        try (TestServer server = TestServer.of(router);
                Agent agent = Agent.withSmallWindow(server.port())) {
            agent.posts("/v1/chat/completions", "{\"model\":\"auto\",\"stream\":true}");
            agent.readHead();
            Conditions.awaitStill("the writer is blocked", response::framesTaken);
            assertThat(response.framesTaken())
                    .as("frames taken while nobody reads")
                    .isLessThan(150);

            agent.close();

            assertThat(response.isClosedWithin(NOTICED)).isTrue();
        }
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void closesTheResponseOnceWhenTheAnswerIsComplete() throws Exception {
        response.frame("{\"n\":1}").end();
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts("/v1/chat/completions", "{\"model\":\"auto\",\"stream\":true}");
            agent.readHead();
            agent.readChunks();
        }
        assertThat(response.isClosedWithin(NOTICED)).isTrue();
        assertThat(response.closes()).isEqualTo(1);
    }
}
