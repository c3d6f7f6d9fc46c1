package dev.pointsman.provider.openaicompatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.support.CredentialStyle;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiCompatibleSettingsTest {

    @Test
    void aBaseUrlIsEnough() {
        OpenAiCompatibleSettings settings = read(Map.of("baseUrl", "https://llm.example.com/v1/"));

        assertThat(settings.endpoint().resolve("/models")).isEqualTo(URI.create("https://llm.example.com/v1/models"));
        assertThat(settings.endpoint().local()).isFalse();
        assertThat(settings.credentialStyle()).contains(CredentialStyle.BEARER);
        assertThat(settings.dialects()).first().isEqualTo(Dialect.OPENAI_CHAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai",
                "deepseek",
                "mistral",
                "groq",
                "xai",
                "openrouter",
                "together",
                "fireworks",
                "cerebras",
                "moonshot",
                "zai",
                "gemini"
            })
    void aVendorKnownByNameNeedsNoUrlAndIsReachedByTls(String preset) {
        OpenAiCompatibleSettings settings = read(Map.of("preset", preset));

        assertThat(settings.endpoint().baseUrl()).hasScheme("https");
        assertThat(settings.endpoint().local()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama", "vllm", "lmstudio", "llamacpp"})
    void aServerOnThisMachineIsLocalUnlessItsUrlIsAnother(String preset) {
        assertThat(read(Map.of("preset", preset)).endpoint().local()).isTrue();
        assertThat(read(Map.of("preset", preset, "baseUrl", "https://gpu.example.com/v1"))
                        .endpoint()
                        .local())
                .isFalse();
    }

    @Test
    void azureHasItsOwnHeaderAndNeedsAUrl() {
        assertThat(read(Map.of("preset", "azure", "baseUrl", "https://ours.openai.azure.com/openai/v1"))
                        .credentialStyle())
                .contains(CredentialStyle.API_KEY);
        assertThatThrownBy(() -> read(Map.of("preset", "azure"))).hasMessageContaining("baseUrl: is missing");
    }

    @Test
    void aServerMayWantNoCredential() {
        assertThat(read(Map.of("preset", "vllm", "credentialHeader", "none")).credentialStyle())
                .isEmpty();
    }

    @Test
    void namesEveryMistakeAndNoValueOfASecret() {
        Map<String, Object> values = Map.of(
                "baseUrl",
                "ftp://user:pass@host/v1",
                "preset",
                "opneai",
                "credentialHeader",
                "query",
                "headers",
                Map.of("x-api-key", "sk-123456789", "host", "evil", "x-a", "${env:A} tail"),
                "bogus",
                true);

        assertThatThrownBy(() -> read(values))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.path())
                                .containsExactlyInAnyOrder(
                                        "preset",
                                        "baseUrl",
                                        "credentialHeader",
                                        "headers.x-api-key",
                                        "headers",
                                        "headers.x-a",
                                        "bogus"));
        assertThatThrownBy(() -> read(values)).hasMessageNotContaining("sk-123").hasMessageNotContaining("pass@");
    }

    private static OpenAiCompatibleSettings read(Map<String, Object> values) {
        return OpenAiCompatibleSettings.read(new ProviderSettings("acme", "openai-compatible", values), Preset.all());
    }
}
