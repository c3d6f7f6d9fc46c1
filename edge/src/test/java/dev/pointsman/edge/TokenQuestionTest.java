package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.TokenCount;
import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.UnknownModel;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import java.util.Optional;
import java.util.SequencedSet;
import org.junit.jupiter.api.Test;

class TokenQuestionTest {

    private static final String MESSAGES = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String CONTENTS = "{\"contents\": [{\"parts\":[{\"text\":\"hé\"}]}]}";

    private final TestDoor door = new TestDoor();

    TokenQuestionTest() {
        door.router.countsBy(request -> new TokenCount(42, "o200k_base"));
    }

    private FakeExchange ask(String path, String body) {
        return door.handle(FakeExchange.post(path, body).header("x-api-key", TestDoor.KEY));
    }

    private FakeExchange askGemini(String body) {
        return door.handle(
                FakeExchange.post("/v1beta/models/auto-fast:countTokens", body).header("x-goog-api-key", TestDoor.KEY));
    }

    @Test
    void countsMessagesAndSaysThatItIsAnEstimateAndWhose() throws Exception {
        FakeExchange exchange = ask("/v1/messages/count_tokens", MESSAGES);

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.answer()).isEqualTo("{\"input_tokens\":42}");
        assertThat(exchange.answerHeader("x-pointsman-tokenizer")).isEqualTo("o200k_base; estimate");
        assertThat(exchange.answerHeader("request-id")).isNotBlank();
        ScriptedRouter.Call call = door.router.call();
        assertThat(call.request().dialect()).isEqualTo(Dialect.ANTHROPIC_MESSAGES);
        assertThat(call.request().payload().utf8()).isEqualTo(MESSAGES);
        assertThat(call.context().caller().keyId()).isEqualTo("test");
    }

    @Test
    void countsContents() throws Exception {
        FakeExchange exchange = askGemini(CONTENTS);

        assertThat(exchange.answer()).isEqualTo("{\"totalTokens\":42}");
        ScriptedRouter.Call call = door.router.call();
        assertThat(call.request().model()).isEqualTo("auto-fast");
        assertThat(call.request().dialect()).isEqualTo(Dialect.GEMINI_GENERATE);
        assertThat(call.request().payload().utf8()).isEqualTo(CONTENTS);
    }

    @Test
    void countsARequestThatIsWrappedInAnother() throws Exception {
        askGemini("{\"x\":\"é\", \"generateContentRequest\" : " + CONTENTS + " }");

        assertThat(door.router.call().request().payload().utf8()).isEqualTo(CONTENTS);
    }

    @Test
    void tellsWhatIsWrongInTheClientsDialect() {
        door.router.countsBy(request -> {
            throw new ProviderException(new InvalidRequest(400, CallerText.of("contents is missing")));
        });

        FakeExchange gemini = askGemini("{}");
        FakeExchange broken = ask("/v1/messages/count_tokens", "{\"model\":\"auto\"");

        assertThat(gemini.status()).isEqualTo(400);
        assertThat(gemini.answer()).contains("contents is missing", "INVALID_ARGUMENT");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.answer()).contains("invalid_request_error", "invalid_json");
    }

    @Test
    void knowsNoOtherModelsThanACallDoes() {
        door.router.countsBy(request -> {
            throw new ProviderException(new UnknownModel("ask for auto"));
        });

        assertThat(ask("/v1/messages/count_tokens", MESSAGES).status()).isEqualTo(404);
    }

    @Test
    void tellsNothingOfADefectInTheCounting() {
        door.router.countsBy(request -> {
            throw new IllegalStateException("secret prompt");
        });

        FakeExchange exchange = ask("/v1/messages/count_tokens", MESSAGES);

        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.answer()).doesNotContain("secret");
    }

    @Test
    void needsAKey() {
        assertThat(door.handle(FakeExchange.post("/v1/messages/count_tokens", MESSAGES))
                        .status())
                .isEqualTo(401);
        assertThat(door.handle(FakeExchange.post("/v1beta/models/auto:countTokens", CONTENTS))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void saysSoWhenTheRouterCountsNothing() {
        ModelProvider plain = new ModelProvider() {
            @Override
            public SequencedSet<Dialect> dialects() {
                return door.router.dialects();
            }

            @Override
            public ModelResponse call(ModelRequest request, CallContext context) {
                throw new UnsupportedOperationException("not called");
            }
        };
        ProviderDirectory directory = new ProviderDirectory() {
            @Override
            public Optional<ModelProvider> find(String name) {
                return Optional.of(plain);
            }
        };
        FakeExchange exchange =
                FakeExchange.post("/v1/messages/count_tokens", MESSAGES).header("x-api-key", TestDoor.KEY);

        DataDoor.of(directory, door.keys).build().handle(exchange);

        assertThat(exchange.status()).isEqualTo(404);
        assertThat(exchange.answer()).contains("not_supported");
    }
}
