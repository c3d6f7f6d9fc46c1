package dev.pointsman.router.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.dialect.PromptText;
import dev.pointsman.router.dialect.RequestFacts;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeaturesReaderTest {

    @Test
    void estimatesTokensAndCollectsNeeds() {
        ModelRequest request = ModelRequest.of("auto-code", Dialect.OPENAI_CHAT, true, Payload.empty());
        RequestFacts facts = new RequestFacts(
                36_001,
                2,
                500,
                3,
                4,
                false,
                Set.of(Capability.SCHEMA),
                Set.of("file_id"),
                PromptText.of("hello"),
                PromptText.empty(),
                null,
                null,
                null);

        RequestFeatures features = new FeaturesReader().read(request, facts, CallContext.ANONYMOUS, "openai/gpt-5");

        assertThat(features.inputTokens()).isEqualTo(10_001 + 2_000);
        assertThat(features.maxOutputTokens()).hasValue(500);
        assertThat(features.needs())
                .containsExactlyInAnyOrder(
                        Capability.SCHEMA, Capability.STREAMING, Capability.TOOLS, Capability.IMAGES);
        assertThat(features.pins()).containsExactly("file_id");
        assertThat(features.sessionModel()).contains("openai/gpt-5");
        assertThat(features.model()).isEqualTo("auto-code");
    }

    @Test
    void aRequestForEmbeddingsNeedsThatAlone() {
        ModelRequest request = ModelRequest.of("auto", Dialect.OPENAI_EMBEDDINGS, false, Payload.empty());
        RequestFacts facts = new RequestFacts(
                10, 0, null, 0, 1, false, Set.of(), Set.of(), PromptText.empty(), PromptText.empty(), null, null, null);

        assertThat(new FeaturesReader()
                        .read(request, facts, CallContext.ANONYMOUS, null)
                        .needs())
                .containsExactly(Capability.EMBEDDINGS);
    }

    @Test
    void anAgentThatItsTextNamesIsTheCallersWhereNoHeaderNamesOne() {
        assertThat(agentOf(caller(null, "*"), "coder")).isEqualTo("coder");
        assertThat(agentOf(caller("main", "*"), "coder")).isEqualTo("main");
        assertThat(agentOf(caller(null, "*"), null)).isNull();
    }

    @Test
    void aKeyThatMayNotSayWhoItsAgentIsCannotSayItInATextEither() {
        assertThat(agentOf(caller(null, "x-pointsman-agent"), "coder")).isEqualTo("coder");
        assertThat(agentOf(caller(null, "x-pointsman-session"), "coder")).isNull();
    }

    private static @Nullable String agentOf(Caller caller, @Nullable String hint) {
        RequestFacts facts = new RequestFacts(
                10, 0, null, 0, 1, false, Set.of(), Set.of(), PromptText.empty(), PromptText.empty(), hint, null, null);
        CallContext context = new CallContext() {
            @Override
            public Caller caller() {
                return caller;
            }
        };
        ModelRequest request = ModelRequest.of("auto", Dialect.OPENAI_CHAT, false, Payload.empty());
        return new FeaturesReader().read(request, facts, context, null).caller().agent();
    }

    private static Caller caller(@Nullable String agent, String headers) {
        Set<String> any = Set.of("*");
        Bounds bounds = new Bounds(any, any, any, any, Set.of(headers));
        return new Caller("default", "key-1", null, agent, null, Map.of(), bounds);
    }

    @Test
    void refusesARatioThatIsNone() {
        assertThatThrownBy(() -> new FeaturesReader(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
