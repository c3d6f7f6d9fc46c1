package dev.pointsman.router.dialect.openaichat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Frame;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCostTest {

    private static final Supplier<OptionalLong> NEVER_ASKED = () -> {
        throw new AssertionError("the cost was worked out for a frame that does not tell usage");
    };

    @ParameterizedTest
    @CsvSource({"0,0", "1,0.000001", "140,0.00014", "1000000,1", "1230000,1.23", "10000000,10"})
    void writesUsdWithoutAnExponent(long micros, String usd) {
        Frame frame = Frame.ofUtf8("{\"usage\":{\"prompt_tokens\":1}}");

        assertThat(ChatCost.in(frame, () -> OptionalLong.of(micros)).payload().utf8())
                .isEqualTo("{\"usage\":{\"prompt_tokens\":1,\"cost\":" + usd + "}}");
    }

    @Test
    void takesThePlaceOfAVendorsOwnFigure() {
        Frame frame = Frame.ofUtf8("{\"usage\": {\"cost\": 9.5, \"prompt_tokens\": 1}, \"id\": \"x\"}");

        assertThat(ChatCost.in(frame, () -> OptionalLong.of(5)).payload().utf8())
                .isEqualTo("{\"usage\": {\"cost\": 0.000005, \"prompt_tokens\": 1}, \"id\": \"x\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[DONE]",
                "{\"usage\":null,\"choices\":[]}",
                "{\"choices\":[{\"delta\":{\"content\":\"the word \\\"usage\\\"\"}}]}",
                "{\"choices\":[{\"delta\":{},\"usage\":{}}]}"
            })
    void leavesOtherFramesAsTheyAre(String payload) {
        Frame frame = Frame.ofUtf8(payload);

        assertThat(ChatCost.in(frame, NEVER_ASKED)).isSameAs(frame);
    }

    @Test
    void leavesAFrameWhoseCostIsUnknown() {
        Frame frame = Frame.ofUtf8("{\"usage\":{\"cost\":0.5}}");

        assertThat(ChatCost.in(frame, OptionalLong::empty)).isSameAs(frame);
    }
}
