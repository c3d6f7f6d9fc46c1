package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.LimitReached;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.CallerLimits;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits of keys and workspaces, along a request's whole path. */
class LimitsTest {

    private final FakeVendor vendor = new FakeVendor();
    private ModelProvider auto = router(Map.of());

    @AfterEach
    void close() {
        auto.close();
    }

    @Test
    void aWorkspacesLimitHoldsForAllItsKeys() {
        auto = router(Map.of("requestsPerMinute", 2));
        answer("w", "a", CallerLimits.none());
        answer("w", "b", CallerLimits.none());

        LimitReached reached = refusal("w", "c", CallerLimits.none());

        assertThat(reached.limit()).isEqualTo("2 requests per minute of this workspace");
        assertThat(vendor.calls).hasSize(2);
        answer("other", "d", CallerLimits.none());
    }

    @Test
    void aKeysLimitHoldsForItAlone() {
        CallerLimits one = new CallerLimits(1, 0, 0);
        answer("w", "a", one);

        assertThat(refusal("w", "a", one).limit()).isEqualTo("1 requests per minute of this key");
        answer("w", "b", one);
    }

    @Test
    void tokensAreThoseThatTheVendorReported() {
        CallerLimits tokens = new CallerLimits(0, 3_000, 0);
        // Estimated at a few hundred, reported as 1100.
        answer("w", "a", tokens);
        answer("w", "a", tokens);

        ModelResponse third = ask("w", "a", tokens);
        third.next();

        RateLimits left = third.rateLimits().orElseThrow();
        assertThat(left.windows().getFirst().remaining().orElseThrow()).isBetween(1L, 800L);
        third.close();
    }

    @Test
    void aPlaceIsFreeAgainAfterAnAnswerAFailureAndAClose() {
        CallerLimits one = new CallerLimits(0, 0, 1);
        ModelResponse running = ask("w", "a", one);
        running.next();
        assertThat(refusal("w", "a", one).limit()).isEqualTo("1 requests at the same time of this key");
        running.close();

        answer("w", "a", one);
        vendor.failing("p", new Overloaded());
        catchThrowableOfType(ProviderException.class, ask("w", "a", one)::next);
        vendor.failing("p", null);
        catchThrowableOfType(ProviderException.class, ask("w", "a", one, "no-such-model")::next);
        ModelResponse untouched = ask("w", "a", one);
        untouched.close();

        answer("w", "a", one);
    }

    @Test
    void whoHasNoLimitIsToldOfNone() {
        ModelResponse response = ask("w", "a", CallerLimits.none());
        response.next();

        assertThat(response.rateLimits()).isEmpty();
        response.close();
    }

    @Test
    void operatorsSeeWhatAWorkspaceMayUseAndHowMuch() {
        auto = router(Map.of("requestsPerMinute", 2, "concurrent", 3));

        ModelResponse seen = ((RouterControl) auto).handle(ControlRequest.get("/workspaces"));

        assertThat(seen.next().orElseThrow().payload().utf8())
                .isEqualTo("{\"workspaces\":[{\"name\":\"w\",\"byok\":\"default\",\"allow\":{},"
                        + "\"limits\":{\"requestsPerMinute\":2,\"concurrent\":3}}]}");
    }

    private void answer(String workspace, String key, CallerLimits limits) {
        try (ModelResponse response = ask(workspace, key, limits)) {
            while (response.next().isPresent()) {
                // To its end, so that its usage counts.
            }
        }
    }

    private LimitReached refusal(String workspace, String key, CallerLimits limits) {
        ProviderException refused = catchThrowableOfType(ProviderException.class, ask(workspace, key, limits)::next);
        return (LimitReached) refused.failure();
    }

    private ModelResponse ask(String workspace, String key, CallerLimits limits) {
        return ask(workspace, key, limits, "auto");
    }

    private ModelResponse ask(String workspace, String key, CallerLimits limits, String model) {
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        ModelRequest request = ModelRequest.of(model, Dialect.OPENAI_CHAT, false, Payload.ofUtf8(body));
        return auto.call(request, new CallContext() {
            @Override
            public Caller caller() {
                return new Caller(workspace, key, null, null, null, Map.of(), Bounds.unbounded());
            }

            @Override
            public CallerLimits limits() {
                return limits;
            }
        });
    }

    private ModelProvider router(Map<String, Object> limitsOfW) {
        Map<String, Object> provider =
                Map.of("type", "fake", "owner", "team", "models", List.of(Map.of("id", "m", "window", 200_000)));
        Map<String, Object> policy = Map.of(
                "version",
                1,
                "providers",
                Map.of("p", provider),
                "workspaces",
                Map.of("w", Map.of("limits", limitsOfW)));
        return new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy), new FakeHost(vendor));
    }
}
