package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.failure.ProviderFailure.Interrupted;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesTest {

    private static final String PATH = "/v1/responses";
    private static final String STREAMED = "{\"model\":\"auto\",\"input\":\"hi\",\"stream\":true}";

    private final TestDoor door = new TestDoor();
    private final ScriptedResponse response = new ScriptedResponse();

    ResponsesTest() {
        door.router.answersWith(response);
    }

    private FakeExchange ask(String path, String body) {
        return door.handle(FakeExchange.post(path, body).key(TestDoor.KEY));
    }

    /** The events of a stream, each checked to bear its type as its name. */
    private static List<JsonNode> events(FakeExchange exchange) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (String event : exchange.answer().split("\n\n")) {
            String[] lines = event.split("\n");
            JsonNode data = new ObjectMapper().readTree(lines[1].substring("data: ".length()));
            assertThat(lines[0]).isEqualTo("event: " + data.get("type").asText());
            events.add(data);
        }
        return events;
    }

    @Test
    void streamsNamedEventsWithoutATerminalMarkOfAnotherDialect() throws Exception {
        response.frame("response.created", "{\"type\":\"response.created\",\"sequence_number\":0}")
                .frame("response.completed", "{\"type\":\"response.completed\",\"sequence_number\":1}")
                .end();

        FakeExchange exchange = ask(PATH, STREAMED);

        assertThat(door.router.call().request().dialect()).isEqualTo(Dialect.OPENAI_RESPONSES);
        assertThat(events(exchange)).hasSize(2);
        assertThat(exchange.answer()).doesNotContain("[DONE]");
        assertThat(response.closes()).isEqualTo(1);
    }

    @Test
    void tellsAFailureBeforeTheFirstFrameAsAStatusInTheShapeOfOpenAi() {
        response.fail(new Overloaded());

        FakeExchange exchange = ask(PATH, STREAMED);

        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.answer())
                .startsWith("{\"error\":{\"message\":\"")
                .contains("\"type\":\"overloaded_error\"");
        assertThat(exchange.answerHeader("x-should-retry")).isEqualTo("false");
    }

    @Test
    void endsABrokenStreamWithAnErrorAndTheFailureOfTheResponseThatHadBegun() throws Exception {
        response.frame(
                        "response.created",
                        "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"resp_7\",\"created_at\":5,"
                                + "\"status\":\"in_progress\",\"error\":null,\"output\":[],\"metadata\":{\"a\":\"b\"}}}")
                .frame(
                        "response.output_text.delta",
                        "{\"type\":\"response.output_text.delta\",\"sequence_number\":4,\"delta\":\"a\"}")
                .fail(new Interrupted("stalled"));

        FakeExchange exchange = ask(PATH, STREAMED);

        List<JsonNode> events = events(exchange);
        assertThat(events).hasSize(4);
        JsonNode error = events.get(2);
        assertThat(error.get("type").asText()).isEqualTo("error");
        assertThat(error.get("sequence_number").asInt()).isEqualTo(5);
        assertThat(error.get("message").asText()).contains("broke off");
        assertThat(error.at("/error/code").asText()).isEqualTo("interrupted");
        JsonNode failed = events.get(3);
        assertThat(failed.get("type").asText()).isEqualTo("response.failed");
        assertThat(failed.get("sequence_number").asInt()).isEqualTo(6);
        assertThat(failed.at("/response/id").asText()).isEqualTo("resp_7");
        assertThat(failed.at("/response/status").asText()).isEqualTo("failed");
        assertThat(failed.at("/response/error/code").asText()).isEqualTo("server_error");
        assertThat(failed.at("/response/metadata/a").asText()).isEqualTo("b");
        assertThat(exchange.answer()).doesNotContain("response.completed", "[DONE]");
        assertThat(exchange.isEnded()).isTrue();
    }

    @Test
    void failsAStreamWhoseFramesTellNoResponse() throws Exception {
        response.frame("error", "{\"type\":\"error\"}").frame("[DONE]").fail(new Interrupted("malformed"));

        FakeExchange exchange = ask(PATH, STREAMED);

        String[] parts = exchange.answer().split("\n\n");
        JsonNode failed = new ObjectMapper().readTree(parts[3].substring(parts[3].indexOf('{')));
        assertThat(failed.at("/response/id").asText()).isEqualTo("resp_" + exchange.answerHeader("x-request-id"));
        assertThat(failed.at("/response/status").asText()).isEqualTo("failed");
    }

    @Test
    void answersEmbeddingsWithTheirOneFrame() throws Exception {
        response.frame("{\"object\":\"list\",\"data\":[]}").end();
        String body = "{\"model\":\"auto\",\"input\":[\"a\"]}";

        FakeExchange exchange = ask("/v1/embeddings", body);

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.answer()).isEqualTo("{\"object\":\"list\",\"data\":[]}");
        assertThat(door.router.call().request().dialect()).isEqualTo(Dialect.OPENAI_EMBEDDINGS);
    }

    @Test
    void neverStreamsEmbeddings() throws Exception {
        response.frame("{}").end();

        ask("/v1/embeddings", "{\"model\":\"auto\",\"input\":\"a\",\"stream\":true}");

        assertThat(door.router.call().request().streaming()).isFalse();
    }

    @Test
    void needsAKeyAndAModel() {
        for (String path : List.of(PATH, "/v1/embeddings")) {
            FakeExchange keyless = door.handle(FakeExchange.post(path, "{\"model\":\"auto\"}"));
            assertThat(keyless.status()).isEqualTo(401);
            assertThat(keyless.answer()).contains("invalid_api_key");
            FakeExchange nameless = ask(path, "{\"input\":\"a\"}");
            assertThat(nameless.status()).isEqualTo(400);
            assertThat(nameless.answer()).contains("missing_model");
        }
    }
}
