package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.Interrupted;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import java.util.List;
import org.junit.jupiter.api.Test;

class OllamaTest {

    private static final String CHAT = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private final TestDoor door = new TestDoor();
    private final ScriptedResponse response = new ScriptedResponse();

    OllamaTest() {
        door.router.answersWith(response);
    }

    private FakeExchange ask(String path, String body) {
        return door.handle(FakeExchange.post(path, body).key(TestDoor.KEY));
    }

    private static JsonNode json(FakeExchange exchange) throws Exception {
        return new ObjectMapper().readTree(exchange.answer());
    }

    @Test
    void streamsLinesUnlessToldOtherwise() throws Exception {
        response.frame("{\"done\":false}").frame("{\n \"done\":true}").end();

        FakeExchange exchange = ask("/api/chat", CHAT);

        ScriptedRouter.Call call = door.router.call();
        assertThat(call.request().streaming()).isTrue();
        assertThat(call.request().dialect()).isEqualTo(Dialect.OLLAMA_CHAT);
        assertThat(exchange.answerHeader("content-type")).isEqualTo("application/x-ndjson");
        assertThat(exchange.answer()).isEqualTo("{\"done\":false}\n{  \"done\":true}\n");
    }

    @Test
    void answersWholeWhenToldSo() throws Exception {
        response.frame("{\"done\":true}").end();

        FakeExchange exchange = ask("/api/generate", "{\"model\":\"auto\",\"prompt\":\"hi\",\"stream\":false}");

        assertThat(door.router.call().request().dialect()).isEqualTo(Dialect.OLLAMA_GENERATE);
        assertThat(exchange.answerHeader("content-type")).isEqualTo("application/json");
        assertThat(exchange.answer()).isEqualTo("{\"done\":true}");
    }

    @Test
    void streamsWhenStreamIsNull() throws Exception {
        response.frame("{}").end();

        ask("/api/generate", "{\"model\":\"auto\",\"stream\":null}");

        assertThat(door.router.call().request().streaming()).isTrue();
    }

    @Test
    void takesTheTagThatClientsAddToARoutersNameForNoPartOfIt() throws Exception {
        response.frame("{}").end();
        ask("/api/chat", "{\"model\":\"auto:latest\",\"stream\":false}");
        assertThat(door.router.call().request().model()).isEqualTo("auto");

        ask("/api/chat", "{\"model\":\"local/llama:latest\",\"stream\":false}");
        assertThat(door.router.call().request().model()).isEqualTo("local/llama:latest");
    }

    @Test
    void tellsAFailureBeforeTheFirstLineAsAStatus() throws Exception {
        response.fail(new ContextTooLong());

        FakeExchange exchange = ask("/api/chat", CHAT);

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(json(exchange).get("error").asText()).startsWith("the input length exceeds the context length");
        assertThat(json(exchange).get("code").asText()).isEqualTo("context_length_exceeded");
    }

    @Test
    void endsABrokenStreamWithALineThatIsAnError() throws Exception {
        response.frame("{\"done\":false}").fail(new Interrupted("stalled"));

        FakeExchange exchange = ask("/api/chat", CHAT);

        String[] lines = exchange.answer().split("\n");
        assertThat(lines).hasSize(2);
        assertThat(new ObjectMapper().readTree(lines[1]).get("error").asText()).contains("broke off");
        assertThat(exchange.answer()).doesNotContain("\"done\":true").endsWith("\n");
    }

    @Test
    void listsAndShowsTheRoutersModels() throws Exception {
        door.router.knows(List.of(
                ModelDescriptor.of("auto")
                        .capabilities(List.of(Capability.TOOLS, Capability.IMAGES))
                        .contextWindow(200_000)
                        .build(),
                ModelDescriptor.of("auto-fast").build()));

        FakeExchange tags = door.handle(FakeExchange.get("/api/tags").key(TestDoor.KEY));
        FakeExchange show = ask("/api/show", "{\"model\":\"auto:latest\"}");
        FakeExchange bare = ask("/api/show", "{\"model\":\"auto-fast\"}");
        FakeExchange none = ask("/api/show", "{\"model\":\"nothing\"}");

        assertThat(json(tags).at("/models/0/name").asText()).isEqualTo("auto");
        assertThat(json(tags).at("/models/1/model").asText()).isEqualTo("auto-fast");
        assertThat(json(show).get("capabilities").toString()).isEqualTo("[\"completion\",\"tools\",\"vision\"]");
        assertThat(json(show).at("/model_info/pointsman.context_length").asInt())
                .isEqualTo(200_000);
        assertThat(json(bare).get("capabilities").toString()).isEqualTo("[\"completion\"]");
        assertThat(none.status()).isEqualTo(404);
        assertThat(json(none).get("error").asText()).contains("does not exist");
    }

    @Test
    void saysThatItRunsUnderItsOwnName() throws Exception {
        FakeExchange root = door.handle(FakeExchange.get("/"));
        FakeExchange version = door.handle(FakeExchange.get("/api/version"));

        assertThat(root.status()).isEqualTo(200);
        assertThat(root.answer()).isEqualTo("Pointsman is running");
        assertThat(json(version).get("version").asText()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(json(version).get("server").asText()).isEqualTo("pointsman");
    }

    @Test
    void needsAKeyInItsDialect() throws Exception {
        FakeExchange chat = door.handle(FakeExchange.post("/api/chat", CHAT));
        FakeExchange tags = door.handle(FakeExchange.get("/api/tags"));
        FakeExchange nowhere = ask("/api/push", "{}");

        assertThat(chat.status()).isEqualTo(401);
        assertThat(json(chat).get("error").isTextual()).isTrue();
        assertThat(tags.status()).isEqualTo(401);
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(json(nowhere).get("error").isTextual()).isTrue();
    }
}
