package dev.pointsman.provider.openaicompatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.support.CredentialStyle;
import dev.pointsman.provider.testkit.ContractHost;
import dev.pointsman.provider.testkit.FakeVendor;
import dev.pointsman.provider.testkit.RecordedExchange;
import dev.pointsman.provider.testkit.RecordedTraffic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuirksTest {

    private static final Map<String, Preset> PRESETS = Preset.all();
    private static final Pattern CALL_ID = Pattern.compile("\"tool_calls\":\\[\\{[^}]*?\"id\":\"([^\"]+)\"");

    private final FakeVendor vendor = FakeVendor.start();
    private final ContractHost host = new ContractHost();

    @AfterEach
    void close() {
        vendor.close();
        host.close();
    }

    @Test
    void everyVendorThatIsKnownHasItsPreset() {
        assertThat(PRESETS.keySet())
                .contains("azure", "deepseek", "mistral", "groq", "xai", "openrouter", "together", "fireworks")
                .contains("cerebras", "moonshot", "zai", "vllm", "lmstudio", "llamacpp");
    }

    @Test
    void aKeyOfAzureStandsInItsOwnHeader() {
        assertThat(PRESETS.get("azure").credential()).isEqualTo(CredentialStyle.API_KEY);
        assertThat(PRESETS.get("groq").credential()).isEqualTo(CredentialStyle.BEARER);
    }

    @ParameterizedTest
    @CsvSource({
        "mistral, mistral-small, max_completion_tokens, max_tokens",
        "mistral, mistral-small, seed, random_seed",
        "deepseek, deepseek-chat, max_completion_tokens, max_tokens",
        "lmstudio, anything, max_completion_tokens, max_tokens"
    })
    void tellsTheNamesThatAVendorUses(String preset, String model, String common, String own) {
        assertThat(hints(preset, model).renames()).containsEntry(common, own);
    }

    @Test
    void tellsWhatAVendorRefusesOfAnyModel() {
        assertThat(hints("groq", "llama-x").refuses())
                .containsExactlyInAnyOrder("logit_bias", "logprobs", "top_logprobs");
    }

    @Test
    void tellsAFixedTemperatureOfTheModelsThatHaveOne() {
        assertThat(hints("moonshot", "kimi-k2.5-preview").refuses()).contains("temperature", "top_p");
        assertThat(hints("moonshot", "kimi-k3.1-pro").refuses()).contains("temperature", "top_p");
        assertThat(hints("moonshot", "moonshot-v1-8k").refuses()).isEmpty();
    }

    @Test
    void tellsAnEffortOnlyToTheModelsThatHaveOne() {
        assertThat(hints("xai", "grok-4-1-fast-reasoning").refuses()).contains("reasoning_effort", "stop");
        assertThat(hints("xai", "grok-4.20-reasoning").refuses()).contains("reasoning_effort");
        assertThat(hints("xai", "grok-4.3").refuses()).contains("stop").doesNotContain("reasoning_effort");
    }

    @Test
    void tellsTheMemberInWhichAVendorShowsReasoning() {
        assertThat(PRESETS.get("vllm").quirks().reasoning()).contains("reasoning");
        assertThat(PRESETS.get("deepseek").quirks().reasoning()).contains("reasoning_content");
        assertThat(PRESETS.get("mistral").quirks().reasoning()).contains("content");
    }

    @Test
    void keepsWhatTheVendorsListSaid() {
        ModelDescriptor listed =
                ModelDescriptor.of("m").contextWindow(9).refuses(Set.of("user")).build();

        ModelDescriptor model = PRESETS.get("groq").quirks().apply(listed);

        assertThat(model.contextWindow()).hasValue(9);
        assertThat(model.refuses()).contains("user", "logprobs");
    }

    @Test
    void listsModelsWithTheirHints() {
        vendor.answersJson(200, "{\"data\":[{\"id\":\"m\"}]}");

        List<ModelDescriptor> models = provider("mistral", "/v1", Map.of()).models(CallContext.ANONYMOUS);

        assertThat(models.getFirst().renames()).containsEntry("seed", "random_seed");
    }

    /** docs.together.ai, reference/models. */
    @Test
    void readsTheBareArrayThatTogetherLists() {
        vendor.answersJson(200, "[{\"id\":\"m\",\"context_length\":4096}]");

        List<ModelDescriptor> models = provider("together", "/v1", Map.of()).models(CallContext.ANONYMOUS);

        assertThat(models).extracting(ModelDescriptor::id).containsExactly("m");
        assertThat(models.getFirst().contextWindow()).hasValue(4096);
    }

    @Test
    void sendsAzuresVersionToTheAddressOfADeployment() {
        vendor.answersJson(200, "{}");
        ModelProvider azure = provider("azure", "/openai/deployments/ours", Map.of());

        azure.call(request(), CallContext.ANONYMOUS).next();

        assertThat(vendor.received().getFirst().target())
                .isEqualTo("/openai/deployments/ours/chat/completions?api-version=2024-10-21");
        assertThat(azure.models(CallContext.ANONYMOUS)).isEmpty();
    }

    @Test
    void sendsTheOperatorsVersionAnywhere() {
        vendor.answersJson(200, "{}");

        provider("azure", "/openai/v1", Map.of("apiVersion", "preview"))
                .call(request(), CallContext.ANONYMOUS)
                .next();

        assertThat(vendor.received().getFirst().target()).isEqualTo("/openai/v1/chat/completions?api-version=preview");
    }

    @Test
    void sendsNoVersionToTheNewerAddress() {
        vendor.answersJson(200, "{}");

        provider("azure", "/openai/v1", Map.of())
                .call(request(), CallContext.ANONYMOUS)
                .next();

        assertThat(vendor.received().getFirst().target()).isEqualTo("/openai/v1/chat/completions");
    }

    @Test
    void takesNoVersionThatIsNone() {
        assertThatThrownBy(() -> provider("azure", "/openai/v1", Map.of("apiVersion", "a b&c")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("apiVersion");
    }

    /** What the data says of reasoning and ids is held against what the vendors were recorded to answer. */
    @Test
    void theDataAgreesWithRecordedAnswers() {
        for (RecordedExchange exchange : RecordedTraffic.of("openai-chat")) {
            Preset preset = PRESETS.get(exchange.vendor());
            if (preset == null || exchange.status() != 200) {
                continue;
            }
            String body = new String(exchange.body().bytes(), StandardCharsets.UTF_8);
            String shown = reasoningMember(body);
            if (!shown.isEmpty()) {
                assertThat(preset.quirks().reasoning()).as(exchange.file()).contains(shown);
            }
            for (Matcher id = CALL_ID.matcher(body); id.find(); ) {
                assertThat(id.group(1))
                        .as(exchange.file())
                        .matches(preset.quirks().toolIds());
            }
        }
    }

    private static String reasoningMember(String body) {
        if (body.contains("\"type\":\"thinking\"")) {
            return "content";
        }
        if (body.contains("\"reasoning_content\":\"")) {
            return "reasoning_content";
        }
        return body.contains("\"reasoning\":\"") ? "reasoning" : "";
    }

    private static ModelDescriptor hints(String preset, String model) {
        return PRESETS.get(preset).quirks().apply(ModelDescriptor.of(model).build());
    }

    private static ModelRequest request() {
        return ModelRequest.of("m", Dialect.OPENAI_CHAT, false, Payload.ofUtf8("{}"));
    }

    private ModelProvider provider(String preset, String path, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("preset", preset);
        values.put("baseUrl", vendor.uri() + path);
        values.put("locality", "local");
        return new OpenAiCompatibleFactory().create(new ProviderSettings("v", "openai-compatible", values), host);
    }
}
