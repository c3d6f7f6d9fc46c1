package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final ModelDescriptor AUTO = ModelDescriptor.of("auto")
            .profile("default", false)
            .capabilities(Set.of(Capability.TOOLS, Capability.IMAGES, Capability.REASONING))
            .contextWindow(400_000)
            .maxOutput(128_000)
            .prices(new BigDecimal("1.25"), BigDecimal.TEN)
            .cachePrices(new BigDecimal("0.125"), null)
            .build();

    private final TestDoor door = new TestDoor();

    @Test
    void offersEachModelWithItsPriceAndWindow() throws Exception {
        door.router.knows(List.of(AUTO));

        JsonNode model = catalog().at("/providers/0/models/0");

        assertThat(model.path("id").asText()).isEqualTo("auto");
        assertThat(model.path("upstream").asText()).isEqualTo("auto");
        assertThat(model.at("/capabilities/0").asText()).isEqualTo("llm.chat");
        assertThat(model.path("supportedReasoningEfforts").size()).isEqualTo(3);
        assertThat(model.path("input_modalities").toString()).isEqualTo("[\"text\",\"image\"]");
        assertThat(model.path("pricing"))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"inputMicrosPerMillion\":1250000,\"outputMicrosPerMillion\":10000000,"
                                + "\"cachedInputMicrosPerMillion\":125000,\"cacheWrite5mInputMicrosPerMillion\":1250000,\"maxInputTokens\":400000,"
                                + "\"defaultMaxOutputTokens\":32768}"));
    }

    @Test
    void saysWhichProfilesFailClosed() throws Exception {
        door.router.knows(List.of(
                AUTO,
                ModelDescriptor.of("auto-private").profile("private", true).build(),
                ModelDescriptor.of("mine").build()));

        JsonNode models = catalog().at("/providers/0/models");

        assertThat(models.at("/0/pointsman/failClosed").asBoolean(true)).isFalse();
        assertThat(models.at("/1/pointsman/failClosed").asBoolean()).isTrue();
        assertThat(models.at("/1/pointsman/profile").asText()).isEqualTo("private");
        assertThat(models.at("/2").has("pointsman")).isFalse();
        assertThat(models.at("/2/pricing").isEmpty()).isTrue();
    }

    @Test
    void offersEachModelOverMessagesUnderAnotherName() throws Exception {
        door.router.knows(List.of(AUTO));

        JsonNode provider = catalog().at("/providers/1");

        assertThat(provider.path("nativeBaseUrl").asText()).isEqualTo("/v1/native/pointsman");
        assertThat(provider.at("/routes/0/requestFormat").asText()).isEqualTo("anthropic.messages");
        assertThat(provider.at("/routes/0/path").asText()).isEqualTo("/v1/messages");
        assertThat(provider.at("/models/0/id").asText()).isEqualTo("messages/auto");
        assertThat(provider.at("/models/0/upstream").asText()).isEqualTo("auto");
    }

    @Test
    void leavesOutWhatCannotTalk() throws Exception {
        door.router.knows(List.of(
                AUTO,
                ModelDescriptor.of("auto-index")
                        .capabilities(Set.of(Capability.EMBEDDINGS))
                        .build()));

        assertThat(catalog().at("/providers/0/models").size()).isEqualTo(1);
    }

    @Test
    void takesMessagesOnThePathThatItNames() throws Exception {
        String body = "{\"model\":\"auto\",\"max_tokens\":5,\"messages\":[]}";

        FakeExchange exchange = door.handle(FakeExchange.post("/v1/native/pointsman/v1/messages", body)
                .header("x-api-key", TestDoor.KEY)
                .header("x-clawrouter-agent-id", "coder")
                .header("x-clawrouter-session-id", "s-1")
                .header("anthropic-version", "2023-06-01"));

        assertThat(exchange.status()).as(exchange.answer()).isEqualTo(200);
        ScriptedRouter.Call call = door.router.call();
        assertThat(call.request().dialect()).isEqualTo(Dialect.ANTHROPIC_MESSAGES);
        assertThat(call.context().caller().agent()).isEqualTo("coder");
        assertThat(call.context().caller().session()).isEqualTo("s-1");
    }

    @Test
    void needsAKey() {
        assertThat(door.handle(FakeExchange.get("/v1/catalog")).status()).isEqualTo(401);
        FakeExchange messages = door.handle(FakeExchange.post("/v1/native/pointsman/v1/messages", "{}"));
        assertThat(messages.status()).isEqualTo(401);
        assertThat(messages.answer()).contains("authentication_error");
    }

    private JsonNode catalog() throws Exception {
        FakeExchange exchange = door.handle(FakeExchange.get("/v1/catalog").key(TestDoor.KEY));
        assertThat(exchange.status()).isEqualTo(200);
        return new ObjectMapper().readTree(exchange.answer());
    }
}
