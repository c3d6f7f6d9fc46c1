package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ServedInfo;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.Interrupted;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import dev.pointsman.api.host.ProviderDirectory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private final TestDoor door = new TestDoor();
    private final ScriptedResponse response = new ScriptedResponse();

    AnswersTest() {
        door.router.answersWith(response);
    }

    @Test
    void handsTheBodyOverByteForByte() throws Exception {
        response.frame("{}").end();
        String body = "{ \"model\" : \"auto\",\n  \"x\": 1.50, \"stream\":false, \"text\":\"\\u00e9é\" }";

        door.chat(body);

        ScriptedRouter.Call call = door.router.call();
        assertThat(call.request().payload().utf8()).isEqualTo(body);
        assertThat(call.request().model()).isEqualTo("auto");
        assertThat(call.request().dialect()).isEqualTo(Dialect.OPENAI_CHAT);
        assertThat(call.request().streaming()).isFalse();
    }

    @Test
    void answersTheOneFrameAsJson() {
        response.frame("{\"id\":\"a\"}")
                .end()
                .served(ServedInfo.builder()
                        .decisionId("d1")
                        .model("m")
                        .provider("p")
                        .profile("fast")
                        .attempts(2)
                        .losses(3)
                        .reason("fallback after overloaded")
                        .build());

        FakeExchange exchange = door.chat("{\"model\":\"auto\"}");

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.answer()).isEqualTo("{\"id\":\"a\"}");
        assertThat(exchange.isEnded()).isTrue();
        assertThat(exchange.answerHeader("content-type")).isEqualTo("application/json");
        assertThat(exchange.answerHeader("x-pointsman-decision")).isEqualTo("d1");
        assertThat(exchange.answerHeader("x-pointsman-model")).isEqualTo("m");
        assertThat(exchange.answerHeader("x-pointsman-provider")).isEqualTo("p");
        assertThat(exchange.answerHeader("x-pointsman-profile")).isEqualTo("fast");
        assertThat(exchange.answerHeader("x-pointsman-attempts")).isEqualTo("2");
        assertThat(exchange.answerHeader("x-pointsman-losses")).isEqualTo("3");
        assertThat(exchange.answerHeader("x-pointsman-reason")).isEqualTo("fallback after overloaded");
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void framesAChatStreamWithItsTerminalMark() {
        response.frame("{\"n\":1}").frame("{\"n\":2}").frame("[DONE]").end();

        FakeExchange exchange = door.chat("{\"model\":\"auto\",\"stream\":true}");

        assertThat(exchange.answerHeader("content-type")).startsWith("text/event-stream");
        assertThat(exchange.answer()).isEqualTo("data: {\"n\":1}\n\ndata: {\"n\":2}\n\ndata: [DONE]\n\n");
        assertThat(exchange.isEnded()).isTrue();
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void namesTheEventsOfAMessageStream() throws Exception {
        response.frame("message_start", "{\"type\":\"message_start\"}")
                .frame("message_stop", "{\"type\":\"message_stop\"}")
                .end();

        FakeExchange exchange = door.messages("{\"model\":\"auto\",\"stream\":true}");

        assertThat(exchange.answer())
                .isEqualTo("event: message_start\ndata: {\"type\":\"message_start\"}\n\n"
                        + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        assertThat(door.router.call().request().dialect()).isEqualTo(Dialect.ANTHROPIC_MESSAGES);
        assertThat(exchange.answerHeader("request-id")).isEqualTo(exchange.answerHeader("x-request-id"));
    }

    @Test
    void passesOnTheHeadersOfTheProtocolAndNoOthers() throws Exception {
        response.frame("{}").end();

        door.handle(FakeExchange.post("/v1/messages", "{\"model\":\"auto\"}")
                .header("x-api-key", TestDoor.KEY)
                .header("Anthropic-Version", "2023-06-01")
                .header("anthropic-beta", "a")
                .header("anthropic-beta", "b")
                .header("cookie", "c=1")
                .header("x-forwarded-for", "1.2.3.4")
                .query("beta", "true"));

        assertThat(door.router.call().request().headers())
                .containsOnly(
                        Map.entry("anthropic-version", "2023-06-01"),
                        Map.entry("anthropic-beta", "a,b"),
                        Map.entry("anthropic-beta-query", "true"));
    }

    @Test
    void tellsAFailureBeforeTheFirstFrameAsAStatusInTheChatDialect() {
        response.fail(new Exhausted("unauthorized", 3, Duration.ofMillis(1500)))
                .served(ServedInfo.builder()
                        .decisionId("d1")
                        .attempts(3)
                        .reason("after unauthorized")
                        .build());

        FakeExchange exchange = door.chat("{\"model\":\"auto\",\"stream\":true}");

        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.answer())
                .startsWith("{\"error\":{\"message\":\"")
                .contains("\"type\":\"overloaded_error\"");
        assertThat(exchange.answerHeader("retry-after")).isEqualTo("2");
        assertThat(exchange.answerHeader("x-should-retry")).isEqualTo("false");
        assertThat(exchange.answerHeader("x-pointsman-decision")).isEqualTo("d1");
        assertThat(exchange.answerHeader("x-pointsman-reason"))
                .as("may name a vendor's failure")
                .isNull();
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void tellsAFailureBeforeTheFirstFrameAsAStatusInTheMessagesDialect() {
        response.fail(new Unauthorized());

        FakeExchange exchange = door.messages("{\"model\":\"auto\",\"stream\":true}");

        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.answer())
                .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"")
                .endsWith("\"request_id\":\"" + exchange.answerHeader("x-request-id") + "\"}");
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void endsABrokenChatStreamWithAnErrorAndWithoutTheTerminalMark() {
        response.frame("{\"n\":1}").fail(new Interrupted("malformed"));

        FakeExchange exchange = door.chat("{\"model\":\"auto\",\"stream\":true}");

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.answer())
                .startsWith("data: {\"n\":1}\n\ndata: {\"error\":{\"message\":\"")
                .doesNotContain("[DONE]");
        assertThat(exchange.isEnded()).isTrue();
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void endsABrokenMessageStreamWithAnErrorEventAndWithoutAStop() {
        response.frame("message_start", "{}").fail(new Interrupted("timed_out"));

        FakeExchange exchange = door.messages("{\"model\":\"auto\",\"stream\":true}");

        assertThat(exchange.answer())
                .contains("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"")
                .doesNotContain("message_stop");
        assertThat(exchange.isEnded()).isTrue();
    }

    @Test
    void treatsAnAnswerWithoutAnyFrameAsAFailure() {
        response.end();

        assertThat(door.chat("{\"model\":\"auto\",\"stream\":true}").status()).isEqualTo(503);
    }

    @Test
    void treatsASecondFrameOfAWholeAnswerAsAFailure() {
        response.frame("{}").frame("{}").end();

        assertThat(door.chat("{\"model\":\"auto\"}").status()).isEqualTo(503);
    }

    @Test
    void tellsNothingOfADefectBehindTheDoor() {
        response.fail(new IllegalStateException("secret prompt"));

        FakeExchange exchange = door.chat("{\"model\":\"auto\"}");

        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.answer()).doesNotContain("secret", "IllegalState");
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void answersADefectInTheCallItself() {
        door.router.answersWith(request -> {
            throw new IllegalStateException("secret prompt");
        });

        assertThat(door.chat("{\"model\":\"auto\"}").status()).isEqualTo(503);
    }

    @Test
    void answers503WhenNoRouterIsLoaded() {
        DataDoor empty = DataDoor.of(ProviderDirectory.empty(), door.keys).build();
        FakeExchange exchange = FakeExchange.post("/v1/chat/completions", "{\"model\":\"auto\"}")
                .key(TestDoor.KEY);

        empty.handle(exchange);

        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.answer()).contains("no_router");
    }

    @Test
    void closesTheResponseOfAClientThatLeftMeanwhile() {
        FakeExchange exchange = FakeExchange.post("/v1/chat/completions", "{\"model\":\"auto\"}")
                .key(TestDoor.KEY);
        door.router.answersWith(request -> {
            exchange.leave();
            return response;
        });

        door.handle(exchange);

        assertThat(exchange.status()).isNotEqualTo(200);
        assertThat(response.closes()).isEqualTo(1);
    }
}
