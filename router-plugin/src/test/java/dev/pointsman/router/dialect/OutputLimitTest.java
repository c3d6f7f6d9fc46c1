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

    private static OutgoingCall prepare(Dialect from, Dialect to, String body) {
        return Dialects.standard()
                .prepare(
                        ModelRequest.of("auto", from, false, Payload.ofUtf8(body)),
                        new LinkedHashSet<>(List.of(to)),
                        SHORT);
    }
}
