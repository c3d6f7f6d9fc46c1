package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Globs and paths. */
class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "openai/*, openai/gpt-5, true",
        "openai/*, anthropic/x, false",
        "*/gpt-*-mini, openai/gpt-5-mini, true",
        "*/gpt-*-mini, openai/gpt-5-mini-2, false",
        "auto, auto, true",
        "auto, auto-fast, false",
        "a*, '', false"
    })
    void matchesGlobs(String glob, String name, boolean matches) {
        assertThat(Globs.matches(glob, name)).isEqualTo(matches);
    }

    @Test
    void matchesAHostileGlobInReasonableTime() {
        assertThat(Globs.matches("*a".repeat(50) + "b", "a".repeat(5_000))).isFalse();
    }

    @Test
    void readsTheVariableOfAPath() {
        PathPattern pattern = new PathPattern("/v1beta/models/{model}:generateContent");

        assertThat(pattern.match("/v1beta/models/auto:generateContent")).contains("auto");
        assertThat(pattern.match("/v1beta/models/a%2Fb+c:generateContent")).contains("a/b+c");
        assertThat(pattern.match("/v1beta/models/:generateContent")).isEmpty();
        assertThat(pattern.match("/v1beta/models/auto:countTokens")).isEmpty();
        assertThat(pattern.match("/v1beta/models/%zz:generateContent")).isEmpty();
    }

    @Test
    void takesAFixedPathAsItIs() {
        PathPattern pattern = new PathPattern("/v1/models");

        assertThat(pattern.match("/v1/models")).contains("");
        assertThat(pattern.match("/v1/models/")).isEmpty();
        assertThat(pattern.match("/v1/%6dodels")).isEmpty();
    }
}
