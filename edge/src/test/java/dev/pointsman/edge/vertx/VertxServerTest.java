package dev.pointsman.edge.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Interrupted;
import dev.pointsman.edge.ScriptedResponse;
import dev.pointsman.edge.ScriptedRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VertxServerTest {

    private static final String CHAT = "/v1/chat/completions";
    private final ScriptedRouter router = new ScriptedRouter();

    @Test
    void writesEachFrameAsItComes() throws Exception {
        ScriptedResponse response = new ScriptedResponse();
        router.answersWith(response);
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts(CHAT, "{\"model\":\"auto\",\"stream\":true}");
            response.frame("1");
            assertThat(agent.readHead()).first().asString().startsWith("HTTP/1.1 200 ");
            assertThat(agent.readChunk()).isEqualTo("data: 1\n\n");
            response.frame("2");
            assertThat(agent.readChunk()).isEqualTo("data: 2\n\n");
            response.frame("[DONE]").end();
            assertThat(agent.readChunks()).isEqualTo("data: [DONE]\n\n");
        }
    }

    @Test
    void writesNothingBeforeTheFirstFrame() throws Exception {
        ScriptedResponse response = new ScriptedResponse();
        router.answersWith(response);
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts(CHAT, "{\"model\":\"auto\",\"stream\":true}");
            assertThat(response.isAskedWithin(5_000)).isTrue();

            response.fail(new ProviderFailure.Overloaded());

            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void endsABrokenStreamWithTheErrorAsItsLastEvent() throws Exception {
        router.answersWith(new ScriptedResponse().frame("1").fail(new Interrupted("malformed")));
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts(CHAT, "{\"model\":\"auto\",\"stream\":true}");
            agent.readHead();

            assertThat(agent.readChunks())
                    .startsWith("data: 1\n\ndata: {\"error\":")
                    .endsWith("}\n\n");
        }
    }

    @Test
    void deliversTheEndOfAStreamWithin10Milliseconds() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            List<Duration> delays = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                ScriptedResponse response = new ScriptedResponse().frame("1");
                router.answersWith(response);
                agent.posts(CHAT, "{\"model\":\"auto\",\"stream\":true}");
                agent.readHead();
                agent.readChunk();
                // Small writes in a row while the client still owes an acknowledgement: what Nagle's algorithm holds
                // back.
                long began = System.nanoTime();
                response.frame("2");
                agent.readChunk();
                response.frame("[DONE]").end();
                agent.readChunks();
                delays.add(Duration.ofNanos(System.nanoTime() - began));
            }
            Collections.sort(delays);

            assertThat(delays.get(delays.size() / 2)).isLessThan(Duration.ofMillis(10));
        }
    }

    @Test
    void keepsTheConnectionForTheNextRequest() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            for (int i = 0; i < 3; i++) {
                agent.posts(CHAT, "{\"model\":\"auto\"}");
                assertThat(agent.readBody(agent.readHead())).isEqualTo("{\"id\":\"whole\"}");
            }
            agent.gets("/v1/models");
            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.sends("HEAD /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 404 ");
            agent.posts(CHAT, "{\"model\":\"auto\"}");
            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        ScriptedResponse first = new ScriptedResponse();
        ScriptedResponse second = new ScriptedResponse().frame("2").end();
        List<ScriptedResponse> answers = new ArrayList<>(List.of(first, second));
        router.answersWith(request -> answers.removeFirst());
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts(CHAT, "{\"model\":\"auto\"}");
            agent.posts(CHAT, "{\"model\":\"auto\"}");
            first.frame("1").end();

            assertThat(agent.readBody(agent.readHead())).isEqualTo("1");
            assertThat(agent.readBody(agent.readHead())).isEqualTo("2");
        }
    }

    @Test
    void refusesABodyOverTheLimitBeforeItIsSent() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.sends("POST " + CHAT + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + Agent.KEY
                    + "\r\nContent-Type: application/json\r\nContent-Length: 999999999999\r\n\r\n");

            List<String> head = agent.readHead();

            assertThat(head.getFirst()).startsWith("HTTP/1.1 413 ");
            assertThat(agent.readBody(head)).contains("request_too_large");
        }
    }

    @Test
    void refusesAChunkedBodyOverTheLimitAndStillDeliversTheAnswer() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.sends("POST " + CHAT + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + Agent.KEY
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
            for (int i = 0; i < 10; i++) {
                agent.sends(chunk);
            }
            agent.sends("0\r\n\r\n");

            List<String> head = agent.readHead();
            assertThat(head.getFirst()).startsWith("HTTP/1.1 413 ");
            agent.readBody(head);
            agent.posts(CHAT, "{\"model\":\"auto\"}");
            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void takesALargeBodyUnchanged() throws Exception {
        String body = "{\"model\":\"auto\",\"x\":\"" + "é".repeat(40_000) + "\"}";
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.posts(CHAT, body);
            agent.readHead();
        }
        assertThat(router.call().request().payload().utf8()).isEqualTo(body);
    }

    @Test
    void readsHeadersAsUtf8() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            // The bytes of "team=Zürich", one character each.
            agent.posts(CHAT, "{\"model\":\"auto\"}", "x-pointsman-labels: team=Z\u00c3\u00bcrich");
            agent.readHead();
        }
        assertThat(router.call().context().caller().labels()).containsEntry("team", "Zürich");
    }

    @Test
    void keepsTheOrderOfManyStreamsAtOnce() throws Exception {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            expected.append("data: ").append(i).append("\n\n");
        }
        router.answersWith(request -> {
            ScriptedResponse response = new ScriptedResponse();
            for (int i = 0; i < 50; i++) {
                response.frame(Integer.toString(i));
            }
            return response.end();
        });
        try (TestServer server = TestServer.of(router);
                ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(agents.submit(() -> {
                    try (Agent agent = server.agent()) {
                        agent.posts(CHAT, "{\"model\":\"auto\",\"stream\":true}");
                        agent.readHead();
                        return agent.readChunks();
                    }
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(expected.toString());
            }
        }
    }

    @Test
    void refusesHeadersThatAreTooLong() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.sends("GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + "x".repeat(40_000) + "\r\n\r\n");

            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void doesNotTakeTwoLengthsOfOneBody() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.sends("POST " + CHAT + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + Agent.KEY
                    + "\r\nContent-Type: application/json\r\nContent-Length: 16\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "10\r\n{\"model\":\"auto\"}\r\n0\r\n\r\n");

            assertThat(agent.readToEnd()).startsWith("HTTP/1.1 400 ");
        }
        assertThat(router.waitingCalls()).isZero();
    }

    @Test
    void doesNotWaitForABodyWhoseFramingIsWrong() throws Exception {
        try (TestServer server = TestServer.of(router);
                Agent agent = server.agent()) {
            agent.sends("POST " + CHAT + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + Agent.KEY
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n");

            assertThat(agent.readToEnd()).doesNotContain("HTTP/1.1 200");
        }
        assertThat(router.waitingCalls()).isZero();
    }

    @Test
    void asksForAnAnnouncedBodyOnlyWhenItIsWanted() throws Exception {
        String head = " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                + "Content-Length: 16\r\nAuthorization: Bearer ";
        try (TestServer server = TestServer.of(router);
                Agent stranger = server.agent();
                Agent agent = server.agent()) {
            stranger.sends("POST " + CHAT + head + "pm-wrong\r\n\r\n");
            assertThat(stranger.readHead().getFirst()).startsWith("HTTP/1.1 401 ");

            agent.sends("POST " + CHAT + head + Agent.KEY + "\r\n\r\n");
            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 100 ");
            agent.sends("{\"model\":\"auto\"}");
            assertThat(agent.readHead().getFirst()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void cutsAnAnswerThatTheDoorDidNotFinish() throws Exception {
        try (TestServer server = TestServer.of(
                        exchange -> exchange.respond(200, Map.of("content-length", "5")), TestServer.usual());
                Agent agent = server.agent()) {
            agent.gets("/");

            assertThat(agent.readToEnd()).isEmpty();
        }
    }

    @Test
    void keepsAPipelinedRequestThatOutlastsTheIdleLimit() throws Exception {
        ScriptedResponse first = new ScriptedResponse();
        ScriptedResponse second = new ScriptedResponse();
        List<ScriptedResponse> answers = new ArrayList<>(List.of(first, second));
        router.answersWith(request -> answers.removeFirst());
        try (TestServer server = TestServer.of(router, TestServer.usual().withIdle(Duration.ofMillis(100)));
                Agent agent = server.agent()) {
            agent.posts(CHAT, "{\"model\":\"auto\"}");
            agent.posts(CHAT, "{\"model\":\"auto\"}");
            first.frame("1").end();
            assertThat(agent.readBody(agent.readHead())).isEqualTo("1");

            assertThat(second.isClosedWithin(400)).as("cut while it runs").isFalse();
            second.frame("2").end();

            assertThat(agent.readBody(agent.readHead())).isEqualTo("2");
        }
    }

    @Test
    void answersADefectOfTheDoorWithAPlain500() throws Exception {
        try (TestServer server = TestServer.of(
                        exchange -> {
                            throw new IllegalStateException("a secret");
                        },
                        TestServer.usual());
                Agent agent = server.agent()) {
            agent.gets("/");

            List<String> head = agent.readHead();
            assertThat(head.getFirst()).startsWith("HTTP/1.1 500 ");
            assertThat(agent.readBody(head)).isEmpty();
        }
    }

    @Test
    void finishesRunningRequestsBeforeItCloses() throws Exception {
        ScriptedResponse response = new ScriptedResponse().frame("1");
        router.answersWith(response);
        TestServer server = TestServer.of(router, TestServer.usual().withShutdown(Duration.ofSeconds(20)));
        try (Agent agent = server.agent()) {
            agent.posts(CHAT, "{\"model\":\"auto\",\"stream\":true}");
            agent.readHead();
            agent.readChunk();

            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            Conditions.await("nothing is accepted any more", () -> isRefused(server.port()));
            response.frame("2").end();

            assertThat(agent.readChunks()).isEqualTo("data: 2\n\n");
            closing.get(10, TimeUnit.SECONDS);
        }
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void cutsRequestsThatRunTooLongWhenItCloses() throws Exception {
        ScriptedResponse response = new ScriptedResponse().frame("1");
        router.answersWith(response);
        TestServer server = TestServer.of(router, TestServer.usual().withShutdown(Duration.ofMillis(100)));
        try (Agent agent = server.agent()) {
            agent.posts(CHAT, "{\"model\":\"auto\",\"stream\":true}");
            agent.readHead();

            server.close();

            assertThat(response.isClosedWithin(1_000)).isTrue();
        }
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void canBeClosedTwice() throws Exception {
        TestServer server = TestServer.of(router);
        server.close();

        assertThatCode(server::close).doesNotThrowAnyException();
    }

    @Test
    void saysWhyItCannotListen() throws Exception {
        try (TestServer server = TestServer.of(router)) {
            assertThatThrownBy(() -> VertxServer.start(ServerOptions.at("127.0.0.1", server.port()), exchange -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
        }
    }

    private static boolean isRefused(int port) {
        try (Agent probe = Agent.of(port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
