package dev.pointsman.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search does find: else the absence of canaries would say nothing. */
class CanaryTest {

    private final Canary canary = Canary.hatched();

    @Test
    void isFoundInClearCutAndInAnyCase() {
        assertThat(canary.in("{\"a\":\"" + canary.text("prompt") + "\"}"))
                .singleElement()
                .asString()
                .contains("clear", "-prompt");
        assertThat(canary.in(canary.text("prompt").substring(0, 20))).hasSize(1);
        assertThat(canary.in(canary.text("prompt").toUpperCase(Locale.ROOT))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void isFoundInBase64WhereverItStands(int before) {
        byte[] bytes = ("x".repeat(before) + canary.text("image") + "tail").getBytes(StandardCharsets.US_ASCII);

        assertThat(canary.in(Base64.getEncoder().encodeToString(bytes))).hasSize(1);
        assertThat(canary.in(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .hasSize(1);
    }

    @Test
    void isFoundInOtherEncodings() {
        byte[] bytes = canary.text("x").getBytes(StandardCharsets.US_ASCII);

        assertThat(canary.in(HexFormat.of().formatHex(bytes))).hasSize(1);
        assertThat(canary.in(HexFormat.of().withUpperCase().withPrefix("%").formatHex(bytes)))
                .hasSize(1);
        assertThat(canary.in(URLEncoder.encode(canary.text("x"), StandardCharsets.UTF_8)))
                .hasSize(1);
        assertThat(canary.in(canary.text("x").getBytes(StandardCharsets.UTF_16LE)))
                .hasSize(1);
        assertThat(canary.in(canary.text("x").getBytes(StandardCharsets.UTF_16BE)))
                .hasSize(1);
    }

    @Test
    void isNotFoundWhereItIsNot() {
        assertThat(canary.in(Canary.hatched().text("prompt"))).isEmpty();
    }
}
