package dev.pointsman.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.exchange.RateLimits.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "12ms, PT0.012S",
        "6m0s, PT6M",
        "1h2m3.5s, PT1H2M3.5S",
        "7.66s, PT7.66S",
        "0, PT0S",
        "2, PT2S",
        "1d, PT24H"
    })
    void readsDurationsAsVendorsWriteThem(String text, String expected) {
        assertThat(Durations.read(text)).contains(Duration.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({"-1", "soon", "12 parsecs", "1s2", "NaN", "1e9", "''", "s"})
    void ignoresWhatIsNoDuration(String text) {
        assertThat(Durations.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retry-after | 4 | PT4S
            retry-after | 0.5 | PT0.5S
            retry-after | 120ms | PT0.12S
            retry-after | Sun, 01 Mar 2026 10:00:30 GMT | PT30S
            retry-after | Sunday, 01-Mar-26 10:00:30 GMT | PT30S
            retry-after | Sun Mar  1 10:00:30 2026 | PT30S
            retry-after | Sun, 01 Mar 2026 09:00:00 GMT | PT0S
            retry-after-ms | 1500 | PT1.5S
            retry-after-ms | 1500ms | PT1.5S
            """)
    void row48RetryAfterIsReadInEveryForm(String name, String value, String expected) {
        assertThat(RetryAfter.read(Map.of(name, List.of(value)), ErrorBody.none(), NOW))
                .isEqualTo(Duration.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "''", "Sun 99 Foo", "99999999999999999999999"})
    void ignoresRetryAfterThatCannotBeRead(String value) {
        assertThat(RetryAfter.read(Map.of("retry-after", List.of(value)), ErrorBody.none(), NOW))
                .isNull();
    }

    @Test
    void measuresADateAgainstTheVendorsOwnClock() {
        Map<String, List<String>> headers = Map.of(
                "date", List.of("Sun, 01 Mar 2026 08:00:00 GMT"),
                "retry-after", List.of("Sun, 01 Mar 2026 08:00:09 GMT"));

        assertThat(RetryAfter.read(headers, ErrorBody.none(), NOW)).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void takesTheLongerOfTwoThatDisagree() {
        Map<String, List<String>> headers = Map.of("retry-after-ms", List.of("0"), "retry-after", List.of("1"));

        assertThat(RetryAfter.read(headers, ErrorBody.none(), NOW)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void row48GooglesDelayIsReadFromTheBody() {
        ErrorBody body = ErrorBody.ofUtf8("{\"error\":{\"details\":[{\"retryDelay\":\"34.4s\"}]}}");

        assertThat(RetryAfter.read(Map.of(), body, NOW)).isEqualTo(Duration.ofMillis(34_400));
    }

    @Test
    void row48OpenAiWritesDurations() {
        Map<String, List<String>> headers = Map.of(
                "x-ratelimit-limit-requests", List.of("3000"),
                "x-ratelimit-remaining-requests", List.of("2999"),
                "x-ratelimit-reset-requests", List.of("20ms"),
                "x-ratelimit-remaining-tokens", List.of("999"),
                "x-ratelimit-reset-tokens", List.of("6m0s"));

        assertThat(windows(RateLimitHeaders.OPENAI.read(headers, NOW)))
                .containsExactly(
                        Window.of(Kind.REQUESTS, 3000L, 2999L, Duration.ofMillis(20))
                                .toString(),
                        Window.of(Kind.TOKENS, null, 999L, Duration.ofMinutes(6))
                                .toString());
    }

    @Test
    void row48AnthropicWritesTimes() {
        Map<String, List<String>> headers = Map.of(
                "anthropic-ratelimit-input-tokens-limit", List.of("100000"),
                "anthropic-ratelimit-input-tokens-remaining", List.of("0"),
                "anthropic-ratelimit-input-tokens-reset", List.of("2026-03-01T10:01:01Z"),
                "anthropic-ratelimit-requests-limit", List.of("many"));

        assertThat(windows(RateLimitHeaders.ANTHROPIC.read(headers, NOW)))
                .containsExactly(Window.of(Kind.INPUT_TOKENS, 100000L, 0L, Duration.ofSeconds(61))
                        .toString());
    }

    @Test
    void row48NothingIsToldWhereNothingWasSaid() {
        assertThat(RateLimitHeaders.OPENAI.read(Map.of("x-other", List.of("1")), NOW))
                .isEmpty();
        assertThat(RateLimitHeaders.OPENAI.read(Map.of("x-ratelimit-limit-requests", List.of("-1")), NOW))
                .isEmpty();
    }

    @Property(tries = 500)
    void readingHeadersIsTotal(@ForAll String value, @ForAll long number) {
        for (String text : List.of(value, String.valueOf(number), number + "ms", value + "Z")) {
            List<String> values = List.of(text);
            Map<String, List<String>> headers = Map.of(
                    "retry-after", values,
                    "retry-after-ms", values,
                    "date", values,
                    "x-ratelimit-limit-requests", values,
                    "x-ratelimit-reset-requests", values,
                    "anthropic-ratelimit-tokens-limit", values,
                    "anthropic-ratelimit-tokens-remaining", List.of("1"),
                    "anthropic-ratelimit-tokens-reset", values);

            Duration retryAfter = RetryAfter.read(headers, ErrorBody.none(), NOW);
            assertThat(retryAfter == null || !retryAfter.isNegative()).isTrue();
            assertThat(RateLimitHeaders.OPENAI.read(headers, NOW)).isNotNull();
            assertThat(RateLimitHeaders.ANTHROPIC.read(headers, NOW)).isPresent();
        }
    }

    @Test
    void takesARequestIdThatIsPlausibleAndNoOther() {
        assertThat(RequestId.read(Map.of("request-id", List.of("req_011Cab")))).isEqualTo("req_011Cab");
        assertThat(RequestId.read(Map.of("x-request-id", List.of("a b\n[31m"), "cf-ray", List.of("9f-AMS"))))
                .isEqualTo("9f-AMS");
    }

    private static List<String> windows(Optional<RateLimits> limits) {
        return limits.orElseThrow().windows().stream().map(Window::toString).toList();
    }
}
