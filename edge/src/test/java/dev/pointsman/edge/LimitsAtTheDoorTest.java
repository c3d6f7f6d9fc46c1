package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.exchange.RateLimits.Window;
import dev.pointsman.api.failure.ProviderFailure.LimitReached;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallerLimits;
import dev.pointsman.edge.keys.VirtualKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients are told of their limits, each in its own headers. */
class LimitsAtTheDoorTest {

    private static final RateLimits LIMITS = new RateLimits(List.of(
            Window.of(Kind.REQUESTS, 60L, 59L, Duration.ofMillis(1_000)),
            Window.of(Kind.TOKENS, 9_000L, 0L, Duration.ofMillis(61_500))));

    private final TestDoor test = new TestDoor();
    private final DataDoor door = DataDoor.of(test.router.directory(), test.keys)
            .clock(InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z")))
            .build();

    @Test
    void openAiClientsAreToldInTheirHeaders() {
        test.router.answersWith(
                new ScriptedResponse().frame("{\"id\":\"x\"}").end().limits(LIMITS));

        FakeExchange exchange = handle(FakeExchange.post("/v1/chat/completions", "{\"model\":\"auto\"}"));

        assertThat(exchange.answerHeader("x-ratelimit-limit-requests")).isEqualTo("60");
        assertThat(exchange.answerHeader("x-ratelimit-remaining-requests")).isEqualTo("59");
        assertThat(exchange.answerHeader("x-ratelimit-reset-requests")).isEqualTo("1s");
        assertThat(exchange.answerHeader("x-ratelimit-remaining-tokens")).isEqualTo("0");
        assertThat(exchange.answerHeader("x-ratelimit-reset-tokens")).isEqualTo("1m2s");
    }

    @Test
    void anthropicClientsAreToldInTheirs() {
        test.router.answersWith(
                new ScriptedResponse().frame("message_start", "{}").end().limits(LIMITS));

        FakeExchange exchange = handle(FakeExchange.post("/v1/messages", "{\"model\":\"auto\",\"stream\":true}"));

        assertThat(exchange.answerHeader("anthropic-ratelimit-requests-limit")).isEqualTo("60");
        assertThat(exchange.answerHeader("anthropic-ratelimit-tokens-remaining"))
                .isEqualTo("0");
        assertThat(exchange.answerHeader("anthropic-ratelimit-tokens-reset")).isEqualTo("2026-11-25T10:01:02Z");
        assertThat(exchange.answerHeader("x-ratelimit-limit-requests")).isNull();
    }

    @Test
    void aLimitThatIsReachedIs429InEachDialect() {
        for (Map.Entry<String, String> dialect : Map.of(
                        "/v1/chat/completions", "\"type\":\"rate_limit_error\"",
                        "/v1/responses", "rate_limit_exceeded",
                        "/v1/messages", "\"type\":\"rate_limit_error\"",
                        "/v1beta/models/auto:generateContent", "RESOURCE_EXHAUSTED",
                        "/api/chat", "60 requests per minute")
                .entrySet()) {
            test.router.answersWith(new ScriptedResponse()
                    .fail(new LimitReached("60 requests per minute of this key", Duration.ofMillis(900)))
                    .limits(LIMITS));

            FakeExchange exchange = handle(
                    FakeExchange.post(dialect.getKey(), "{\"model\":\"auto\"}").header("x-goog-api-key", TestDoor.KEY));

            assertThat(exchange.status()).as(dialect.getKey()).isEqualTo(429);
            assertThat(exchange.answer()).contains(dialect.getValue(), "60 requests per minute of this key");
            assertThat(exchange.answerHeader("retry-after")).isEqualTo("1");
            assertThat(exchange.answerHeader("x-should-retry")).isEqualTo("true");
        }
    }

    @Test
    void aKeysLimitsAndLabelsReachTheRouter() throws InterruptedException {
        test.keys.add(
                Secret.of("pm-limited-key"),
                new VirtualKey(
                        "limited", "w", Bounds.unbounded(), new CallerLimits(5, 0, 0), Map.of("data", "confidential")));

        door.handle(FakeExchange.post("/v1/chat/completions", "{\"model\":\"auto\"}")
                .key("pm-limited-key")
                .header("x-pointsman-labels", "data=public,team=a"));

        ScriptedRouter.Call call = test.router.call();
        assertThat(call.context().limits()).isEqualTo(new CallerLimits(5, 0, 0));
        assertThat(call.context().caller().labels()).isEqualTo(Map.of("data", "confidential", "team", "a"));
    }

    private FakeExchange handle(FakeExchange exchange) {
        door.handle(exchange.key(TestDoor.KEY));
        return exchange;
    }
}
