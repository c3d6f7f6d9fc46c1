package dev.pointsman.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProvidersTest {

    @Test
    void findsAProviderForEachCredential() {
        Map<String, String> environment = new HashMap<>();
        EnvironmentProviders.variables().forEach(name -> environment.put(name, "key-of-" + name));

        Map<String, Object> policy = EnvironmentProviders.policy(environment, () -> false);

        assertThat(providers(policy).keySet())
                .containsExactly("openai", "anthropic", "gemini", "deepseek", "mistral", "groq", "xai", "openrouter");
        assertThat(providers(policy).get("openai"))
                .isEqualTo(Map.of(
                        "type", "openai",
                        "credential", "${env:OPENAI_API_KEY}",
                        "owner", "environment",
                        "source", "env:OPENAI_API_KEY"));
        assertThat(providers(policy).get("anthropic"))
                .isEqualTo(Map.of(
                        "type", "anthropic",
                        "credential", "${env:ANTHROPIC_API_KEY}",
                        "owner", "environment",
                        "source", "env:ANTHROPIC_API_KEY"));
        assertThat(policy.toString()).doesNotContain("key-of-");
    }

    @Test
    void takesGooglesOtherVariableToo() {
        Map<String, Object> policy = EnvironmentProviders.policy(Map.of("GOOGLE_API_KEY", "k"), () -> false);

        assertThat(providers(policy).get("gemini")).extracting("credential").isEqualTo("${env:GOOGLE_API_KEY}");
    }

    @Test
    void asksGeminiInItsOwnDialect() {
        Map<String, Object> policy = EnvironmentProviders.policy(Map.of("GEMINI_API_KEY", "k"), () -> false);

        assertThat(providers(policy).get("gemini"))
                .isEqualTo(Map.of(
                        "type", "gemini",
                        "credential", "${env:GEMINI_API_KEY}",
                        "owner", "environment",
                        "source", "env:GEMINI_API_KEY"));
    }

    @Test
    void findsBedrockByItsOwnKeyAndARegion() {
        Map<String, String> environment = new LinkedHashMap<>(Map.of("AWS_BEARER_TOKEN_BEDROCK", "k"));
        assertThat(providers(EnvironmentProviders.policy(environment, () -> false)))
                .doesNotContainKey("bedrock");

        environment.put("AWS_REGION", "eu-central-1");
        assertThat(providers(EnvironmentProviders.policy(environment, () -> false))
                        .get("bedrock"))
                .isEqualTo(Map.of(
                        "type", "bedrock",
                        "region", "eu-central-1",
                        "credential", "${env:AWS_BEARER_TOKEN_BEDROCK}",
                        "owner", "environment",
                        "source", "env:AWS_BEARER_TOKEN_BEDROCK"));
    }

    @Test
    void findsALocalOllama() {
        Map<String, Object> policy = EnvironmentProviders.policy(Map.of(), () -> true);

        assertThat(providers(policy).keySet()).containsExactly("ollama");
        assertThat(providers(policy).get("ollama"))
                .extracting("type", "baseUrl", "locality")
                .isEqualTo(List.of("ollama", "http://127.0.0.1:11434", "local"));
    }

    @Test
    void fallsBackToTheSandboxWhereThereIsNothing() {
        Map<String, Object> policy = EnvironmentProviders.policy(Map.of("OPENAI_API_KEY", " "), () -> false);

        assertThat(providers(policy).keySet()).containsExactly("sandbox");
        assertThat(providers(policy).get("sandbox"))
                .isEqualTo(Map.of("type", "sandbox", "vendors", List.of("cheap", "fast", "smart")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> providers(Map<String, Object> policy) {
        return (Map<String, Map<String, Object>>) policy.get("providers");
    }
}
