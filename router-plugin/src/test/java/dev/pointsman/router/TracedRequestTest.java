package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.host.RequestTrace;
import dev.pointsman.api.host.Tracing;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a host that traces is told, and what vendors get of it. */
class TracedRequestTest {

    private static final CallContext CALLERS = new CallContext() {
        @Override
        public Map<String, String> headers() {
            return Map.of("traceparent", "the caller's", "x-request-id", "req_1");
        }
    };

    private final FakeVendor vendor = new FakeVendor();
    private final Notes notes = new Notes();
    private @Nullable ModelProvider router;

    @AfterEach
    void close() {
        if (router != null) {
            router.close();
        }
    }

    @Test
    void eachAttemptIsToldBeforeItIsSentAndTheEndOnceWithAllOfThem() {
        vendor.failing("cheap", new Overloaded());

        ask(router(new FakeHost(vendor).lending(Tracing.class, notes)), "auto-economy");

        assertThat(notes.told)
                .containsExactly(
                        "begin the caller's",
                        "attempt 1 small of fake",
                        "attempt 2 large of fake",
                        "ended economy [overloaded, ok] ok");
    }

    @Test
    void aRequestThatIsNotDecidedEndsToo() {
        ModelProvider traced = router(new FakeHost(vendor).lending(Tracing.class, notes));

        assertThatThrownBy(() -> ask(traced, "gpt-99")).isInstanceOf(ProviderException.class);

        assertThat(notes.told).containsExactly("begin the caller's", "ended null [] model_not_found");
    }

    @Test
    void aVendorGetsTheHeadersOfItsAttemptInPlaceOfTheCallers() {
        ModelProvider traced = router(new FakeHost(vendor).lending(Tracing.class, notes));

        ModelResponse response = traced.call(chat("auto-economy"), CALLERS);
        assertThat(response.next()).isPresent();

        // As a provider asks: when it sends.
        assertThat(vendor.calls.getFirst().context().headers())
                .containsEntry("traceparent", "attempt 1")
                .containsEntry("x-request-id", "req_1");
        response.close();
    }

    @Test
    void whereNobodyTracesAVendorGetsNoTraceAtAll() {
        ModelProvider untraced = router(new FakeHost(vendor));

        ask(untraced, "auto-economy");

        assertThat(vendor.calls.getFirst().context().headers()).containsOnlyKeys("x-request-id");
    }

    private ModelProvider router(FakeHost host) {
        Map<String, Object> policy = Map.of(
                "version", 1, "providers", Map.of("cheap", provider("small", 0.1), "dear", provider("large", 10)));
        ModelProvider made = new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy), host);
        router = made;
        return made;
    }

    private static void ask(ModelProvider router, String model) {
        ModelResponse response = router.call(chat(model), CALLERS);
        while (response.next().isPresent()) {
            // On to the end: only then it is told.
        }
    }

    private static ModelRequest chat(String model) {
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        return ModelRequest.of(model, Dialect.OPENAI_CHAT, false, Payload.ofUtf8(body));
    }

    private static Map<String, Object> provider(String model, double price) {
        Map<String, Object> described = Map.of(
                "id", model, "window", 8000, "price", Map.of("input", price, "output", 4 * price), "quality", 0.5);
        return Map.of("type", "fake", "owner", "team", "models", List.of(described));
    }

    /** Writes down what it is told. */
    private static final class Notes implements Tracing, RequestTrace {

        private final List<String> told = new ArrayList<>();

        @Override
        public RequestTrace begin(ModelRequest request, CallContext context) {
            told.add("begin " + context.headers().get("traceparent"));
            return this;
        }

        @Override
        public Map<String, String> attempt(AttemptReport begun, String vendor) {
            told.add("attempt " + begun.number() + " " + begun.model() + " of " + vendor);
            return Map.of("traceparent", "attempt " + begun.number());
        }

        @Override
        public void ended(@Nullable RoutingDecision decision, List<AttemptReport> attempts, UsageRecord usage) {
            told.add("ended " + (decision == null ? null : decision.profile()) + " "
                    + attempts.stream().map(AttemptReport::outcome).toList() + " " + usage.outcome());
        }
    }
}
