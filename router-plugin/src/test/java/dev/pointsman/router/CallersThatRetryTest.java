package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.HandedBack;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller gets when nobody answers, and what its own retries make of it. */
class CallersThatRetryTest {

    private static final Map<String, Object> PROVIDERS = Map.of("one", provider("a"), "two", provider("b"));

    private final FakeVendor vendor = new FakeVendor();
    private ModelProvider auto;

    @AfterEach
    void close() {
        if (auto != null) {
            auto.close();
        }
    }

    @Test
    void eachRetryOfTheCallersOwnTakesOneOfOurs() {
        create(Map.of());
        everybody(new Overloaded());

        assertThat(failure("first", retry(0))).isInstanceOf(Exhausted.class);
        assertThat(vendor.calls).hasSize(2);

        assertThat(failure("second", retry(2))).isInstanceOf(Exhausted.class);
        assertThat(vendor.calls).hasSize(3);
    }

    @Test
    void theVerySameRequestIsNotTriedAgainAMomentLater() {
        create(Map.of());
        everybody(new Overloaded());
        failure("same", retry(0));
        int asked = vendor.calls.size();

        ProviderFailure again = failure("same", retry(1));

        assertThat(again).isEqualTo(new Exhausted("overloaded", 0, null));
        assertThat(vendor.calls).hasSize(asked);
        failure("same", retry(0));
        assertThat(vendor.calls).hasSizeGreaterThan(asked);
    }

    @Test
    void callersWithFallbacksOfTheirOwnAreHandedBack() {
        create(Map.of("callerFallbacks", true));
        everybody(new Overloaded());

        assertThat(failure("x", retry(0))).isEqualTo(new HandedBack("overloaded", 2));
    }

    @Test
    void theCallerHearsWhenTheFirstOfThemOpensAgain() {
        create(Map.of());
        everybody(new RateLimited(Duration.ofSeconds(40)));
        failure("x", retry(0));

        ProviderFailure closed = failure("y", retry(0));

        assertThat(closed)
                .isInstanceOfSatisfying(
                        NoEligibleCandidate.class,
                        none -> assertThat(none.retryAfter())
                                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40)));
    }

    @Test
    void aClientsOwnTimeoutBoundsTheTimeToTheFirstContent() {
        assertThat(CallerPatience.of(timingOut("2"), AttemptLimits.DEFAULT)).isEqualTo(Duration.ofMillis(1_900));
        assertThat(CallerPatience.of(timingOut("6000"), AttemptLimits.DEFAULT))
                .isEqualTo(AttemptLimits.DEFAULT.total());
        for (String odd : List.of("0", "-1", "NaN", "1e9", "")) {
            assertThat(CallerPatience.of(timingOut(odd), AttemptLimits.DEFAULT))
                    .isEqualTo(AttemptLimits.DEFAULT.total());
        }
    }

    private void create(Map<String, Object> profile) {
        Map<String, Object> policy =
                Map.of("version", 1, "providers", PROVIDERS, "profiles", Map.of("default", profile));
        auto = new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy), new FakeHost(vendor));
    }

    private void everybody(ProviderFailure failure) {
        vendor.failing("one", failure);
        vendor.failing("two", failure);
    }

    private ProviderFailure failure(String text, CallContext context) {
        return catchThrowableOfType(ProviderException.class, () -> answer(auto.call(chat(text), context)))
                .failure();
    }

    private static void answer(ModelResponse response) {
        while (response.next().isPresent()) {}
    }

    private static ModelRequest chat(String text) {
        return ModelRequest.of(
                "auto",
                Dialect.OPENAI_CHAT,
                false,
                Payload.ofUtf8("{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}"));
    }

    private static CallContext retry(int count) {
        return new CallContext() {
            @Override
            public int callerRetries() {
                return count;
            }
        };
    }

    private static CallContext timingOut(String seconds) {
        return new CallContext() {
            @Override
            public Map<String, String> headers() {
                return Map.of(CallerPatience.TIMEOUT, seconds);
            }
        };
    }

    private static Map<String, Object> provider(String model) {
        return Map.of("type", "fake", "owner", "team", "models", List.of(Map.of("id", model, "window", 8000)));
    }
}
