package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.failure.ProviderFailure.BudgetExhausted;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.Interrupted;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GeminiTest {

    private static final String BODY = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}";
    private static final String WHOLE = "/v1beta/models/auto:generateContent";
    private static final String STREAM = "/v1beta/models/auto:streamGenerateContent";

    private final TestDoor door = new TestDoor();
    private final ScriptedResponse response = new ScriptedResponse();

    GeminiTest() {
        door.router.answersWith(response);
    }

    private FakeExchange ask(String path) {
        return door.handle(FakeExchange.post(path, BODY).header("x-goog-api-key", TestDoor.KEY));
    }

    private FakeExchange askForEvents() {
        return door.handle(FakeExchange.post(STREAM, BODY)
                .header("x-goog-api-key", TestDoor.KEY)
                .query("alt", "sse"));
    }

    private static JsonNode json(FakeExchange exchange) throws Exception {
        return new ObjectMapper().readTree(exchange.answer());
    }

    @Test
    void readsTheModelFromThePath() throws Exception {
        response.frame("{\"candidates\":[]}").end();

        FakeExchange exchange = ask("/v1beta/models/openai%2Fgpt-5:mini:generateContent");

        ScriptedRouter.Call call = door.router.call();
        assertThat(call.request().model()).isEqualTo("openai/gpt-5:mini");
        assertThat(call.request().dialect()).isEqualTo(Dialect.GEMINI_GENERATE);
        assertThat(call.request().streaming()).isFalse();
        assertThat(call.request().payload().utf8()).isEqualTo(BODY);
        assertThat(exchange.answer()).isEqualTo("{\"candidates\":[]}");
    }

    @Test
    void answersTheOlderVersionOfThePathsToo() throws Exception {
        response.frame("{}").end();

        assertThat(ask("/v1/models/auto:generateContent").status()).isEqualTo(200);

        assertThat(door.router.call().request().dialect()).isEqualTo(Dialect.GEMINI_GENERATE);
    }

    @Test
    void streamsEventsWithoutNamesWhenAskedForThem() throws Exception {
        response.frame("{\"n\":1}").frame("{\"n\":2}").end();

        FakeExchange exchange = askForEvents();

        assertThat(exchange.answerHeader("content-type")).startsWith("text/event-stream");
        assertThat(exchange.answer()).isEqualTo("data: {\"n\":1}\n\ndata: {\"n\":2}\n\n");
        assertThat(door.router.call().request().streaming()).isTrue();
    }

    @Test
    void streamsOneArrayOtherwise() throws Exception {
        response.frame("{\"n\":1}").frame("{\"n\":2}").end();

        FakeExchange exchange = ask(STREAM);

        assertThat(exchange.answerHeader("content-type")).startsWith("application/json");
        assertThat(json(exchange)).hasSize(2);
        assertThat(json(exchange).at("/1/n").asInt()).isEqualTo(2);
        assertThat(door.router.call().request().streaming()).isTrue();
    }

    @Test
    void takesTheKeyFromTheQueryAndFromABearerToken() {
        response.frame("{}").end();

        assertThat(door.handle(FakeExchange.post(WHOLE, BODY).query("key", TestDoor.KEY))
                        .status())
                .isEqualTo(200);
        assertThat(door.handle(FakeExchange.post(WHOLE, BODY)).status()).isEqualTo(401);
        door.router.answersWith(new ScriptedResponse().frame("{}").end());
        assertThat(door.handle(FakeExchange.post(WHOLE, BODY).key(TestDoor.KEY)).status())
                .isEqualTo(200);
    }

    @Test
    void tellsAFailureWithGooglesNamesAndTheWait() throws Exception {
        response.fail(new Exhausted("overloaded", 2, Duration.ofMillis(1500)));

        FakeExchange exchange = ask(WHOLE);

        assertThat(exchange.status()).isEqualTo(503);
        JsonNode error = json(exchange).get("error");
        assertThat(error.get("code").asInt()).isEqualTo(503);
        assertThat(error.get("status").asText()).isEqualTo("UNAVAILABLE");
        assertThat(error.at("/details/0/reason").asText()).isEqualTo("OVERLOADED");
        assertThat(error.at("/details/1/retryDelay").asText()).isEqualTo("2s");
        assertThat(error.at("/details/2/requestId").asText()).isEqualTo(exchange.answerHeader("x-request-id"));
    }

    @Test
    void wrapsTheErrorOfAnArrayStreamInAnArray() throws Exception {
        response.fail(new ContextTooLong());

        FakeExchange exchange = ask(STREAM);

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(json(exchange).at("/0/error/status").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(json(exchange).at("/0/error/message").asText())
                .contains("exceeds the maximum number of tokens allowed");
    }

    @Test
    void doesNotWrapTheErrorOfAnEventStream() throws Exception {
        response.fail(new BudgetExhausted(Duration.ofHours(1), false));

        FakeExchange exchange = askForEvents();

        assertThat(exchange.status()).isEqualTo(402);
        assertThat(json(exchange).at("/error/status").asText()).isEqualTo("FAILED_PRECONDITION");
        assertThat(json(exchange).at("/error/details/0/metadata/resets_at").isTextual())
                .isTrue();
    }

    @Test
    void endsABrokenArrayWithTheErrorAsItsLastElement() throws Exception {
        response.frame("{\"n\":1}").fail(new Interrupted("stalled"));

        FakeExchange exchange = ask(STREAM);

        assertThat(json(exchange)).hasSize(2);
        assertThat(json(exchange).at("/1/error/code").asInt()).isEqualTo(503);
        assertThat(exchange.isEnded()).isTrue();
    }

    @Test
    void endsABrokenEventStreamWithTheErrorAsItsLastEvent() {
        response.frame("{\"n\":1}").fail(new Interrupted("stalled"));

        assertThat(askForEvents().answer())
                .startsWith("data: {\"n\":1}\n\ndata: {\"error\":{\"code\":503,")
                .endsWith("}\n\n");
    }

    @Test
    void tellsBrokenJsonWithItsPlace() throws Exception {
        FakeExchange exchange =
                door.handle(FakeExchange.post(WHOLE, "{\"contents\":[}").header("x-goog-api-key", TestDoor.KEY));

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(json(exchange).at("/error/details/0/reason").asText()).isEqualTo("INVALID_JSON");
        assertThat(json(exchange).at("/error/message").asText()).contains("line 1");
    }

    @Test
    void listsModelsUnderTheirResourceNames() throws Exception {
        door.router.knows("auto", "auto-fast", "openai/gpt-5");

        FakeExchange all = door.handle(FakeExchange.get("/v1beta/models").query("key", TestDoor.KEY));
        FakeExchange one =
                door.handle(FakeExchange.get("/v1beta/models/auto-fast").header("x-goog-api-key", TestDoor.KEY));
        FakeExchange shared = door.handle(FakeExchange.get("/v1/models").header("x-goog-api-key", TestDoor.KEY));

        assertThat(json(all).get("models")).hasSize(2);
        assertThat(json(all).at("/models/0/name").asText()).isEqualTo("models/auto");
        assertThat(json(all).at("/models/0/supportedGenerationMethods")).hasSize(3);
        assertThat(json(one).get("name").asText()).isEqualTo("models/auto-fast");
        assertThat(shared.answer()).isEqualTo(all.answer());
    }

    @Test
    void tellsAnUnknownPathAndModelInItsDialect() throws Exception {
        FakeExchange path = ask("/v1beta/models/auto:noSuchMethod");
        FakeExchange model = door.handle(FakeExchange.get("/v1beta/models/none").query("key", TestDoor.KEY));
        FakeExchange malformed = ask("/v1beta/models/..%2f..:generateContent");

        // The path is that of a model, which is only shown.
        assertThat(path.status()).isEqualTo(405);
        assertThat(model.status()).isEqualTo(404);
        assertThat(json(model).at("/error/status").asText()).isEqualTo("NOT_FOUND");
        assertThat(malformed.status()).isEqualTo(404);
    }
}
