package dev.pointsman.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.testkit.Body;
import dev.pointsman.provider.testkit.ContractHost;
import dev.pointsman.provider.testkit.FakeVendor;
import dev.pointsman.provider.testkit.Received;
import dev.pointsman.provider.testkit.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaTest {

    private final FakeVendor vendor = FakeVendor.start();
    private final ContractHost host = new ContractHost();

    @AfterEach
    void close() {
        vendor.close();
        host.close();
    }

    @Test
    void asksEachModelWhatItCanDo() {
        vendor.answersJson(200, """
                {"models": [{"name": "llama \\"x\\":8b"}],
                 "capabilities": ["completion", "tools", "vision", "thinking", "insert"],
                 "model_info": {"general.architecture": "llama", "llama.context_length": 131072}}""");

        ModelDescriptor model = provider().models(CallContext.ANONYMOUS).getFirst();

        assertThat(vendor.received())
                .extracting(Received::method, Received::target, Received::body)
                .containsExactly(
                        tuple("GET", "/api/tags", ""),
                        tuple("POST", "/api/show", "{\"model\":\"llama \\\"x\\\":8b\"}"));
        assertThat(model.capabilities().orElseThrow())
                .containsExactlyInAnyOrder(
                        Capability.STREAMING,
                        Capability.SCHEMA,
                        Capability.TOOLS,
                        Capability.PARALLEL_TOOLS,
                        Capability.IMAGES,
                        Capability.REASONING);
        assertThat(model.contextWindow()).hasValue(131_072);
    }

    @Test
    void takesTheSmallerWindowThatAModelWasMadeWith() {
        vendor.answersJson(200, """
                {"models": [{"name": "m"}], "parameters": "stop \\"<|end|>\\"\\nnum_ctx     8192",
                 "model_info": {"qwen3.context_length": 40960}}""");

        assertThat(provider().models(CallContext.ANONYMOUS).getFirst().contextWindow())
                .hasValue(8192);
    }

    @Test
    void knowsNothingWhereAnOldOllamaSaysNothing() {
        vendor.answersJson(200, "{\"models\": [{\"name\": \"m\"}], \"details\": {\"family\": \"llama\"}}");

        ModelDescriptor model = provider().models(CallContext.ANONYMOUS).getFirst();

        assertThat(model.capabilities()).isEmpty();
        assertThat(model.contextWindow()).isEmpty();
    }

    @Test
    void sendsEachDialectToItsDoor() {
        Frame done = Frame.ofUtf8("{\"done\":true}");
        for (Dialect dialect : List.of(Dialect.OLLAMA_CHAT, Dialect.OLLAMA_GENERATE)) {
            vendor.streams(Wire.NDJSON.body(List.of(done)));

            assertThat(call(dialect, true).next()).contains(done);

            String door = dialect.equals(Dialect.OLLAMA_CHAT) ? "/api/chat" : "/api/generate";
            assertThat(vendor.received()).extracting(Received::target).containsExactly(door);
        }
    }

    @Test
    void takesEmbeddingsInOpenAisDialect() {
        vendor.answersJson(200, "{\"data\":[{\"embedding\":[0.5]}]}");

        call(Dialect.OPENAI_EMBEDDINGS, false).next();

        assertThat(vendor.received()).extracting(Received::target).containsExactly("/v1/embeddings");
    }

    @ParameterizedTest
    @CsvSource({
        "404, model 'x' not found, model_unavailable",
        "400, x does not support tools, invalid_request",
        "400, the input length exceeds the context length, context_too_long",
        "401, unauthorized, unauthorized",
        "429, you have reached your hourly usage limit, rate_limited",
        "500, model requires more system memory than is available, overloaded",
        "503, 'server busy, please try again. maximum pending requests exceeded', overloaded"
    })
    void tellsItsErrorsApart(int status, String message, String code) {
        vendor.answersJson(status, "{\"error\":\"" + message + "\"}");

        assertThat(failure(call(Dialect.OLLAMA_CHAT, true)).code()).isEqualTo(code);
    }

    @Test
    void tellsAnErrorBehindContent() {
        vendor.streams(new Body(
                Wire.NDJSON.contentType(),
                "{\"message\":{\"content\":\"a\"},\"done\":false}\n{\"error\":\"an error was encountered\"}\n"
                        .getBytes()));
        ModelResponse response = call(Dialect.OLLAMA_CHAT, true);
        response.next();

        assertThat(failure(response).code()).isEqualTo("overloaded");
    }

    @Test
    void theOneOnThisMachineNeedsNoDeclaration() {
        OllamaSettings settings = OllamaSettings.read(new ProviderSettings("local", "ollama", Map.of()));

        assertThat(settings.endpoint().local()).isTrue();
        assertThat(settings.endpoint().baseUrl()).hasToString("http://127.0.0.1:11434");
    }

    @Test
    void saysWhereTheOtherDoorsOfAnOllamaBelong() {
        assertThatThrownBy(() -> OllamaSettings.read(
                        new ProviderSettings("local", "ollama", Map.of("baseUrl", "http://127.0.0.1:11434/v1"))))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("openai-compatible");
    }

    private ModelResponse call(Dialect dialect, boolean streaming) {
        return provider()
                .call(
                        ModelRequest.of("x", dialect, streaming, Payload.ofUtf8("{\"model\":\"x\"}")),
                        CallContext.ANONYMOUS);
    }

    private static ProviderFailure failure(ModelResponse response) {
        return catchThrowableOfType(ProviderException.class, response::next).failure();
    }

    private ModelProvider provider() {
        Map<String, Object> values = Map.of("baseUrl", vendor.uri().toString(), "locality", "local");
        return new OllamaFactory().create(new ProviderSettings("local", "ollama", values), host);
    }
}
