package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A vendor reports 1,000 tokens in and 100 out; at 0.1 and 0.4 USD per million they cost 140 micro-USD. */
class CostInUsageTest {

    private static final Map<String, Object> PRICED = Map.of("input", 0.1, "output", 0.4);

    private final List<AttemptReport> attempts = new ArrayList<>();
    private final List<UsageRecord> usages = new ArrayList<>();
    private final FakeHost host = new FakeHost(new FakeVendor()).listener((decision, reports, usage) -> {
        attempts.addAll(reports);
        usages.add(usage);
    });
    private ModelProvider auto;

    @AfterEach
    void close() {
        auto.close();
    }

    @Test
    void aStreamsLastUsageTellsWhatTheLedgerHolds() {
        List<String> frames = read(auto(PRICED).call(chat(true, true), asking()));

        assertThat(frames.get(3))
                .isEqualTo(
                        "{\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100,\"cost\":0.00014}}");
        assertThat(frames.get(1)).isEqualTo("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hello\"}}]}");
        assertThat(usages)
                .singleElement()
                .satisfies(usage -> assertThat(usage.costMicros()).isEqualTo(140));
        assertThat(attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.edits()).containsExactly("model", "answer usage.cost"));
    }

    @Test
    void aWholeAnswersUsageTellsItToo() {
        List<String> frames = read(auto(PRICED).call(chat(false, false), asking()));

        assertThat(frames)
                .singleElement()
                .asString()
                .endsWith("\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100,\"cost\":0.00014}}");
        assertThat(attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.edits()).contains("answer usage.cost"));
    }

    @Test
    void whoeverDoesNotAskGetsTheVendorsBytes() {
        List<String> frames = read(auto(PRICED).call(chat(true, true), CallContext.ANONYMOUS));

        assertThat(frames.get(3))
                .isEqualTo("{\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100}}");
        assertThat(attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.edits()).containsExactly("model"));
    }

    @Test
    void aStreamWithoutUsageGetsNone() {
        List<String> frames = read(auto(PRICED).call(chat(true, false), asking()));

        assertThat(frames).noneMatch(frame -> frame.contains("cost") || frame.contains("usage"));
    }

    @Test
    void anUnknownPriceIsNotToldAsNothing() {
        List<String> frames = read(auto(Map.of()).call(chat(true, true), asking()));

        assertThat(frames.get(3)).contains("\"usage\"").doesNotContain("cost");
    }

    private ModelProvider auto(Map<String, Object> price) {
        Map<String, Object> model = new HashMap<>(Map.of("id", "m", "window", 8000, "quality", 0.5));
        if (!price.isEmpty()) {
            model.put("price", price);
        }
        Map<String, Object> provider = Map.of("type", "fake", "owner", "team", "models", List.of(model));
        Map<String, Object> policy = Map.of("version", 1, "providers", Map.of("vendor", provider));
        auto = new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy), host);
        return auto;
    }

    private static CallContext asking() {
        return new CallContext() {
            @Override
            public Map<String, String> headers() {
                return Map.of("x-pointsman-cost", "usage");
            }
        };
    }

    private static ModelRequest chat(boolean streaming, boolean usage) {
        String stream =
                (streaming ? ",\"stream\":true" : "") + (usage ? ",\"stream_options\":{\"include_usage\":true}" : "");
        return ModelRequest.of(
                "auto",
                Dialect.OPENAI_CHAT,
                streaming,
                Payload.ofUtf8(
                        "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + stream + "}"));
    }

    private static List<String> read(ModelResponse response) {
        List<String> frames = new ArrayList<>();
        for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
            frames.add(frame.get().payload().utf8());
        }
        return frames;
    }
}
