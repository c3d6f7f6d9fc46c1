package dev.pointsman.provider.openaicompatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.testkit.ContractHost;
import dev.pointsman.provider.testkit.FakeVendor;
import dev.pointsman.provider.testkit.Received;
import dev.pointsman.provider.testkit.Traffic;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAiCompatibleRequestTest {

    private static final FakeVendor VENDOR = FakeVendor.start();
    private static final ContractHost HOST = new ContractHost();

    @AfterAll
    static void close() {
        VENDOR.close();
        HOST.close();
    }

    @BeforeEach
    void answers() {
        VENDOR.answersJson(200, Traffic.openAiChat().whole());
    }

    @Test
    void sendsChatAndEmbeddingsToTheirPaths() {
        assertThat(received(Map.of(), Dialect.OPENAI_CHAT).target()).isEqualTo("/v1/chat/completions");
        assertThat(received(Map.of(), Dialect.OPENAI_EMBEDDINGS).target()).isEqualTo("/v1/embeddings");
    }

    @Test
    void addsTheOperatorsHeadersWithTheirSecretsResolved() {
        Map<String, String> headers =
                Map.of("X-Title", "Pointsman", "X-Gateway-Token", "Token " + ContractHost.REFERENCE);

        Received received = received(Map.of("headers", headers), Dialect.OPENAI_CHAT);

        assertThat(received.header("x-title")).contains("Pointsman");
        assertThat(received.header("x-gateway-token")).contains("Token " + ContractHost.SECRET);
    }

    @Test
    void passesOnTheProtocolHeaderItKnows() {
        assertThat(received(Map.of(), Dialect.OPENAI_CHAT).header("openai-beta"))
                .contains("assistants=v2");
    }

    @Test
    void aHeaderWhoseSecretIsNotThereIsTheOperatorsFault() {
        ModelProvider provider = provider(Map.of("headers", Map.of("x-token", "${env:NOT_THERE}")));

        ProviderException failure = catchThrowableOfType(
                ProviderException.class,
                () -> provider.call(request(Dialect.OPENAI_CHAT), CallContext.ANONYMOUS)
                        .next());

        assertThat(failure.failure()).isInstanceOf(Unauthorized.class);
    }

    @Test
    void row49HeadersOfAnthropicsProtocolStayWithAnthropic() {
        assertThat(provider(Map.of())
                        .call(
                                request(Dialect.OPENAI_CHAT)
                                        .withHeaders(Map.of(
                                                "anthropic-beta", "a-2026-01-01", "anthropic-version", "2023-06-01")),
                                CallContext.ANONYMOUS)
                        .next())
                .isPresent();

        Received received = VENDOR.received().getLast();
        assertThat(received.header("anthropic-beta")).isEmpty();
        assertThat(received.header("anthropic-version")).isEmpty();
        assertThat(received.target()).doesNotContain("beta");
    }

    private static Received received(Map<String, Object> settings, Dialect dialect) {
        assertThat(provider(settings)
                        .call(request(dialect), CallContext.ANONYMOUS)
                        .next())
                .isPresent();
        return VENDOR.received().getLast();
    }

    private static ModelRequest request(Dialect dialect) {
        return ModelRequest.of("m", dialect, false, Payload.ofUtf8("{}"))
                .withHeaders(Map.of("OpenAI-Beta", "assistants=v2"));
    }

    private static ModelProvider provider(Map<String, Object> settings) {
        Map<String, Object> values = new HashMap<>(Map.of("baseUrl", VENDOR.uri() + "/v1", "locality", "local"));
        values.putAll(settings);
        return new OpenAiCompatibleFactory().create(new ProviderSettings("a", "openai-compatible", values), HOST);
    }
}
