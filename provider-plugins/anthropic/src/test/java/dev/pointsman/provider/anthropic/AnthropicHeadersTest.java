package dev.pointsman.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Credential;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.testkit.ContractHost;
import dev.pointsman.provider.testkit.FakeVendor;
import dev.pointsman.provider.testkit.Received;
import dev.pointsman.provider.testkit.Traffic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnthropicHeadersTest {

    private static final FakeVendor VENDOR = FakeVendor.start();
    private static final ContractHost HOST = new ContractHost();

    @AfterAll
    static void close() {
        VENDOR.close();
        HOST.close();
    }

    @BeforeEach
    void answers() {
        VENDOR.answersJson(200, Traffic.anthropicMessages().whole());
    }

    @Test
    void sendsTheStableVersionWhereTheClientSaysNothing() {
        Received received = received(Map.of(), Map.of());

        assertThat(received.header("anthropic-version")).contains("2023-06-01");
        assertThat(received.header("anthropic-beta")).isEmpty();
        assertThat(received.target()).isEqualTo("/v1/messages");
    }

    @Test
    void theClientsOwnVersionWins() {
        assertThat(received(Map.of("anthropicVersion", "2024-01-01"), Map.of("Anthropic-Version", "2025-02-02"))
                        .header("anthropic-version"))
                .contains("2025-02-02");
        assertThat(received(Map.of("anthropicVersion", "2024-01-01"), Map.of()).header("anthropic-version"))
                .contains("2024-01-01");
    }

    @Test
    void row49WhoSendsBetasUsesTheBetaDoor() {
        Received received = received(Map.of(), Map.of("anthropic-beta", "context-1m-2025-08-07,new-2026-01-01"));

        assertThat(received.header("anthropic-beta")).contains("context-1m-2025-08-07,new-2026-01-01");
        assertThat(received.target()).isEqualTo("/v1/messages?beta=true");
    }

    @Test
    void takesABaseUrlWithAndWithoutItsVersion() {
        assertThat(received(Map.of("baseUrl", VENDOR.uri() + "/v1/"), Map.of()).target())
                .isEqualTo("/v1/messages");
        assertThat(received(Map.of("baseUrl", VENDOR.uri() + "/anthropic"), Map.of())
                        .target())
                .isEqualTo("/anthropic/v1/messages");
    }

    @Test
    void sendsTheCredentialAsABearerTokenWhereTheGatewayWantsIt() {
        Received received = received(Map.of("credentialHeader", "bearer"), Map.of());

        assertThat(received.header("authorization")).contains("Bearer " + ContractHost.SECRET);
        assertThat(received.header("x-api-key")).isEmpty();
    }

    @Test
    void namesEveryMistake() {
        assertThatThrownBy(() -> provider(Map.of("anthropicVersion", "a b", "credentialHeader", "cookie")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("anthropicVersion")
                .hasMessageContaining("credentialHeader");
    }

    private static Received received(Map<String, Object> settings, Map<String, String> headers) {
        ModelRequest request = ModelRequest.of("m", Dialect.ANTHROPIC_MESSAGES, false, Payload.ofUtf8("{}"))
                .withHeaders(headers);
        Credential credential = Credential.of("test", Secret.of(ContractHost.SECRET));
        CallContext context = new CallContext() {
            @Override
            public Optional<Credential> credential() {
                return Optional.of(credential);
            }
        };
        try (ModelResponse response = provider(settings).call(request, context)) {
            assertThat(response.next()).isPresent();
        }
        return VENDOR.received().getLast();
    }

    private static ModelProvider provider(Map<String, Object> settings) {
        Map<String, Object> values =
                new HashMap<>(Map.of("baseUrl", VENDOR.uri().toString(), "locality", "local"));
        values.putAll(settings);
        return new AnthropicFactory().create(new ProviderSettings("a", "anthropic", values), HOST);
    }
}
