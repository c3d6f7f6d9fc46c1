package dev.pointsman.router.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*, openai/gpt-5, true",
        "openai/*, openai/gpt-5, true",
        "openai/*, openrouter/openai/gpt-5, false",
        "*/gpt-5*, openrouter/openai/gpt-5-mini, true",
        "openai/gpt-5*, openai/gpt-4o, false",
        "openai/gpt-5, openai/gpt-5, true",
        "openai/gpt-5, openai/gpt-5-pro, false",
        "*-mini, openai/gpt-5-mini, true",
        "a*b*c, axxbyyc, true",
        "a*b*c, axxbyyd, false"
    })
    void matchesNames(String pattern, String name, boolean matches) {
        assertThat(new Glob(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    @Timeout(5)
    void doesNotBacktrackExponentially() {
        assertThat(new Glob("*a".repeat(40) + "b").matches("a".repeat(4000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "2s, 2000", "1m, 60000", "1h, 3600000", "30d, 2592000000", "0, 0"})
    void durationsAreReadAsPeopleWriteThem(String text, long millis) {
        assertThat(Values.duration(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"500 USD, 500", "500, 500", "$0.04, 0.04", "1.5USD, 1.5", "0.0000001, 0.0000001", "1.0E-4, 0.0001"})
    void amountsAreReadAsPeopleWriteThem(String text, String usd) {
        assertThat(Values.money(text)).isEqualByComparingTo(usd);
    }

    @ParameterizedTest
    @CsvSource({"-1", "500 EUR", "much"})
    void otherAmountsAreNone(String text) {
        assertThat(Values.money(text)).isNull();
    }
}
