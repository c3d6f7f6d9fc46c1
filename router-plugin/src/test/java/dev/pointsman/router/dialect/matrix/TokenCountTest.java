package dev.pointsman.router.dialect.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.TokenCount;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.workload.TokenEstimate;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One conversation has as many tokens in one dialect as in another, and its tools and pictures count. */
class TokenCountTest {

    /** What Anthropic documents that its models are told about tools. */
    private static final int TOLD_OF_TOOLS = 346;

    static List<ClientVoice> clients() {
        return Matrix.CLIENTS;
    }

    @ParameterizedTest
    @MethodSource("clients")
    void everyDialectIsCountedByTheTokenizer(ClientVoice client) {
        TokenCount count = count(client, Feature.TEXT);

        assertThat(count.tokenizer()).isEqualTo("o200k_base");
        assertThat(count.inputTokens()).isCloseTo(tokens(new ChatVoice(), Feature.TEXT), within(4));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void toolsAndTheirResultsCount(ClientVoice client) {
        assumeTrue(client.cannotAsk(Feature.TOOLS).isEmpty(), "a dialect without tools");
        int told = client.dialect().equals(Dialect.ANTHROPIC_MESSAGES) ? TOLD_OF_TOOLS : 0;

        assertThat(tokens(client, Feature.TOOLS) - told)
                .isGreaterThan(tokens(client, Feature.TEXT) + 30)
                .isCloseTo(tokens(new ChatVoice(), Feature.TOOLS), within(4));
        assertThat(tokens(client, Feature.PARALLEL)).isGreaterThan(tokens(client, Feature.TOOLS) + 20);
        assertThat(tokens(client, Feature.RESULT)).isGreaterThan(tokens(client, Feature.TOOLS) + 15);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void picturesCountAsPicturesAndNotAsText(ClientVoice client) {
        assertThat(tokens(client, Feature.IMAGES) - tokens(client, Feature.TEXT))
                .isBetween(500, 2_000)
                .isEqualTo(tokens(new ChatVoice(), Feature.IMAGES) - tokens(new ChatVoice(), Feature.TEXT));
    }

    private static Offset<Integer> within(int tokens) {
        return Offset.offset(tokens);
    }

    private static int tokens(ClientVoice client, Feature feature) {
        return count(client, feature).inputTokens();
    }

    private static TokenCount count(ClientVoice client, Feature feature) {
        ModelRequest request =
                ModelRequest.of("auto", client.dialect(), false, TreeJson.payload(client.asks(feature, false)));
        return TokenEstimate.of(Dialects.standard().conversation(request).orElseThrow());
    }
}
