package dev.pointsman.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.Credential;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.testkit.Body;
import dev.pointsman.provider.testkit.ContractHost;
import dev.pointsman.provider.testkit.FakeVendor;
import dev.pointsman.provider.testkit.Received;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeminiRequestTest {

    private static final String ANSWER = "{\"candidates\":[{\"finishReason\":\"STOP\"}]}";

    private final FakeVendor vendor = FakeVendor.start();
    private final ContractHost host = new ContractHost();

    @AfterEach
    void close() {
        vendor.close();
        host.close();
    }

    @Test
    void asksForAWholeAnswerByItsMethod() {
        vendor.answersJson(200, ANSWER);

        provider("/v1beta", Map.of())
                .call(request("gemini-x", false), CallContext.ANONYMOUS)
                .next();

        assertThat(received().target()).isEqualTo("/v1beta/models/gemini-x:generateContent");
    }

    @Test
    void asksForAStreamAsEvents() {
        vendor.streams(Body.sse("data: " + ANSWER + "\n\n"));

        provider("/v1beta", Map.of())
                .call(request("gemini-x", true), CallContext.ANONYMOUS)
                .next();

        assertThat(received().target()).isEqualTo("/v1beta/models/gemini-x:streamGenerateContent?alt=sse");
    }

    @Test
    void takesTheIdAsGooglesListsWriteIt() {
        vendor.answersJson(200, ANSWER);

        provider("/v1beta", Map.of())
                .call(request("models/gemini-x", false), CallContext.ANONYMOUS)
                .next();

        assertThat(received().target()).isEqualTo("/v1beta/models/gemini-x:generateContent");
    }

    @Test
    void aModelsNameLeadsNowhereElse() {
        vendor.answersJson(200, ANSWER);

        provider("/v1beta", Map.of())
                .call(request("../files?x=#y:delete", false), CallContext.ANONYMOUS)
                .next();

        assertThat(received().target()).isEqualTo("/v1beta/models/..%2Ffiles%3Fx%3D%23y%3Adelete:generateContent");
    }

    @Test
    void sendsABearerTokenToVertex() {
        vendor.answersJson(200, ANSWER);
        ModelProvider vertex = provider("/v1/projects/p/locations/l/publishers/google", Map.of());

        vertex.call(request("gemini-x", false), withKey("ya29.token")).next();

        assertThat(received().target())
                .isEqualTo("/v1/projects/p/locations/l/publishers/google/models/gemini-x:generateContent");
        assertThat(received().header("authorization")).contains("Bearer ya29.token");
        assertThat(received().header("x-goog-api-key")).isEmpty();
        assertThat(vertex.models(CallContext.ANONYMOUS)).isEmpty();
    }

    @Test
    void saysWhatAVertexUrlLacks() {
        assertThatThrownBy(() -> provider("/v1/projects/p/locations/l", Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("publishers/google");
    }

    @Test
    void tellsAnInvalidKeyThatComesAs400() {
        ProviderFailure failure = failure("""
                {"error": {"code": 400, "message": "API key not valid. Please pass a valid API key.",
                  "status": "INVALID_ARGUMENT", "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo",
                  "reason": "API_KEY_INVALID", "domain": "googleapis.com"}]}}""", 400);

        assertThat(failure).isInstanceOf(Unauthorized.class);
    }

    @Test
    void readsWhenToComeBackFromTheBody() {
        ProviderFailure failure = failure("""
                {"error": {"code": 429, "message": "Resource has been exhausted", "status": "RESOURCE_EXHAUSTED",
                  "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34.4s"}]}}""", 429);

        assertThat(failure).isEqualTo(new RateLimited(Duration.ofMillis(34_400)));
    }

    @Test
    void readsAnErrorThatStandsInAnArray() {
        ProviderFailure failure = failure("""
                [{"error": {"code": 404, "message": "models/x is not found", "status": "NOT_FOUND"}}]""", 404);

        assertThat(failure.code()).isEqualTo("model_unavailable");
    }

    @Test
    void tellsABlockedPromptAsAnAnswer() {
        vendor.streams(Body.sse("data: {\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}\n\n"));

        ModelResponse response = provider("/v1beta", Map.of()).call(request("gemini-x", true), CallContext.ANONYMOUS);

        assertThat(response.next()).isPresent();
        assertThat(response.next()).isEmpty();
    }

    @Test
    void takesEmbeddingsInOpenAisDialect() {
        vendor.answersJson(200, "{\"data\":[{\"embedding\":[0.5]}]}");
        ModelRequest embeddings =
                ModelRequest.of("embedding-x", Dialect.OPENAI_EMBEDDINGS, false, Payload.ofUtf8("{\"input\":\"x\"}"));

        provider("/v1beta", Map.of()).call(embeddings, CallContext.ANONYMOUS).next();

        assertThat(received().target()).isEqualTo("/v1beta/openai/embeddings");
    }

    @Test
    void listsModelsThatGenerateOrEmbedWithTheirWindows() {
        vendor.answersJson(200, """
                {"models": [
                  {"name": "models/gemini-x", "inputTokenLimit": 1000, "outputTokenLimit": 100, "thinking": true,
                   "supportedGenerationMethods": ["generateContent", "countTokens"]},
                  {"name": "models/embedding-x", "inputTokenLimit": 10, "supportedGenerationMethods": ["embedContent"]}]}
                """);

        List<ModelDescriptor> models = provider("/v1beta", Map.of()).models(CallContext.ANONYMOUS);

        assertThat(models).extracting(ModelDescriptor::id).containsExactly("gemini-x", "embedding-x");
        assertThat(models.getLast().capabilities()).contains(Set.of(Capability.EMBEDDINGS));
        assertThat(models.getFirst().contextWindow()).hasValue(1100);
        assertThat(models.getFirst().maxOutput()).hasValue(100);
        assertThat(received().target()).isEqualTo("/v1beta/models?pageSize=1000");
    }

    private ProviderFailure failure(String body, int status) {
        vendor.answersJson(status, body);
        ModelResponse response = provider("/v1beta", Map.of()).call(request("x", false), CallContext.ANONYMOUS);
        return catchThrowableOfType(ProviderException.class, response::next).failure();
    }

    private ModelProvider provider(String path, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("baseUrl", vendor.uri() + path);
        values.put("locality", "local");
        return new GeminiFactory().create(new ProviderSettings("google", "gemini", values), host);
    }

    private Received received() {
        return vendor.received().getLast();
    }

    private static ModelRequest request(String model, boolean streaming) {
        return ModelRequest.of(model, Dialect.GEMINI_GENERATE, streaming, Payload.ofUtf8("{\"contents\":[]}"));
    }

    private static CallContext withKey(String key) {
        return new CallContext() {
            @Override
            public Optional<Credential> credential() {
                return Optional.of(Credential.of("test", Secret.of(key)));
            }
        };
    }
}
