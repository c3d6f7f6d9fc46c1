package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputLimitTest {

    private static final ModelTarget SHORT = new ModelTarget("v", "m", 4096, Set.of(), Map.of());

    @Test
    void anOutputLimitAboveTheModelsIsLoweredAndRecorded() {
        OutgoingCall outgoing = prepare(
                Dialect.OPENAI_CHAT,
                Dialect.OPENAI_CHAT,
                "{\"model\":\"auto\",\"max_completion_tokens\":32000,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");

        assertThat(outgoing.request().payload().utf8())
                .isEqualTo(
                        "{\"model\":\"m\",\"max_completion_tokens\":4096,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(outgoing.edits()).containsExactly("model", "max_completion_tokens: lowered to 4096");
    }

    @Test
    void aSmallerLimitStays() {
        String body = "{\"model\":\"m\",\"max_tokens\":4096,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

        assertThat(prepare(Dialect.OPENAI_CHAT, Dialect.OPENAI_CHAT, body)
                        .request()
                        .payload()
                        .utf8())
                .isEqualTo(body);
    }

    @Test
    void aTranslationLowersItToo() {
        OutgoingCall outgoing = prepare(
                Dialect.ANTHROPIC_MESSAGES,
                Dialect.OPENAI_CHAT,
                "{\"model\":\"auto\",\"max_tokens\":32000,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");

        assertThat(outgoing.request().payload().utf8()).contains(":4096").doesNotContain("32000");
        assertThat(outgoing.edits()).containsExactly("output limit: lowered to 4096");
    }

    @Test
    void aThinkingBudgetKeepsItsShareOfALoweredLimit() {
        OutgoingCall outgoing = thinking(32_000, "{\"type\":\"enabled\", \"budget_tokens\": 16000}");

        assertThat(outgoing.request().payload().utf8())
                .isEqualTo("{\"model\":\"m\",\"max_tokens\":4096,"
                        + "\"thinking\":{\"type\":\"enabled\", \"budget_tokens\": 2048},\"messages\":[]}");
        assertThat(outgoing.edits())
                .containsExactly("model", "max_tokens: lowered to 4096", "thinking.budget_tokens: lowered to 2048");
    }

    @Test
    void aThinkingBudgetBelowTheLoweredLimitStays() {
        assertThat(thinking(32_000, "{\"type\":\"enabled\",\"budget_tokens\":4095}")
                        .edits())
                .containsExactly("model", "max_tokens: lowered to 4096");
    }

    @Test
    void aBudgetThatTheClientItselfSetTooHighIsTheVendorsToRefuse() {
        assertThat(thinking(32_000, "{\"type\":\"enabled\",\"budget_tokens\":32000}")
                        .edits())
                .containsExactly("model", "max_tokens: lowered to 4096");
    }

    @Test
    void thinkingGoesWhereALoweredLimitLeavesNoRoomForIt() {
        ModelTarget tiny = new ModelTarget("v", "m", 1024, Set.of(), Map.of());
        OutgoingCall outgoing = prepare(
                Dialect.ANTHROPIC_MESSAGES,
                Dialect.ANTHROPIC_MESSAGES,
                "{\"model\":\"m\",\"max_tokens\":8000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000},"
                        + "\"messages\":[]}",
                tiny);

        assertThat(outgoing.request().payload().utf8())
                .isEqualTo("{\"model\":\"m\",\"max_tokens\":1024,\"messages\":[]}");
        assertThat(outgoing.edits()).containsExactly("max_tokens: lowered to 1024", "thinking: removed");
    }

    private static OutgoingCall thinking(int maxTokens, String thinking) {
        return prepare(
                Dialect.ANTHROPIC_MESSAGES,
                Dialect.ANTHROPIC_MESSAGES,
                "{\"model\":\"auto\",\"max_tokens\":" + maxTokens + ",\"thinking\":" + thinking + ",\"messages\":[]}");
    }

    private static OutgoingCall prepare(Dialect from, Dialect to, String body) {
        return prepare(from, to, body, SHORT);
    }

    private static OutgoingCall prepare(Dialect from, Dialect to, String body, ModelTarget target) {
        return Dialects.standard()
                .prepare(
                        ModelRequest.of("auto", from, false, Payload.ofUtf8(body)),
                        new LinkedHashSet<>(List.of(to)),
                        target);
    }
}
