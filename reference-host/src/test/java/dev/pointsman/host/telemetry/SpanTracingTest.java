package dev.pointsman.host.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.host.RequestTrace;
import dev.pointsman.api.provider.CallContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpanTracingTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final ModelRequest REQUEST = ModelRequest.of(
            "auto",
            Dialect.OPENAI_CHAT,
            false,
            Payload.ofUtf8("{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"canary\"}]}"));

    private final Collector collector = new Collector();

    @Test
    void aRequestIsASpanInTheCallersTraceAndEachAttemptASpanBelowIt() {
        try (SpanTracing tracing = new SpanTracing(collector, 0, 100, NOON)) {
            RequestTrace trace = tracing.begin(REQUEST, from("00-" + TRACE + "-b7ad6b7169203331-01"));
            trace.attempt(attempt(1, "running", null), "openai");
            Map<String, String> sent = trace.attempt(attempt(2, "running", null), "gcp.gemini");
            trace.ended(
                    new Decided(),
                    List.of(attempt(1, "overloaded", 529), attempt(2, "ok", 200)),
                    new UsageRecord(new Usage(1000, 600, 0, 50, 0), false, 70L, "ok"));

            assertThat(sent.get("traceparent")).matches("00-" + TRACE + "-[0-9a-f]{16}-01");
            tracing.close();
            assertThat(collector.spans)
                    .hasSize(3)
                    .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(TRACE));
            SpanData route = collector.named("route");
            assertThat(route.getKind()).isEqualTo(SpanKind.INTERNAL);
            assertThat(route.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(text(route, "pointsman.decision.id")).isEqualTo("01DECISION");
            SpanData second = collector.spans.get(1);
            assertThat(second.getName()).isEqualTo("chat model-2");
            assertThat(second.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(second.getParentSpanId()).isEqualTo(route.getSpanId());
            assertThat(sent.get("traceparent")).contains(second.getSpanId());
            assertThat(text(second, "gen_ai.provider.name")).isEqualTo("gcp.gemini");
            assertThat(second.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")))
                    .isEqualTo(1000);
            assertThat(second.getEndEpochNanos() - second.getStartEpochNanos())
                    .isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
            SpanData first = collector.spans.getFirst();
            assertThat(first.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(text(first, "error.type")).isEqualTo("overloaded");
            assertThat(collector.spans.toString()).doesNotContain("canary");
        }
    }

    @Test
    void aTraceThatIsNotRecordedStillHasAPlaceForWhatComesAfterIt() {
        try (SpanTracing tracing = new SpanTracing(collector, 1, 100, NOON)) {
            RequestTrace trace = tracing.begin(REQUEST, from("00-" + TRACE + "-b7ad6b7169203331-00"));
            Map<String, String> sent = trace.attempt(attempt(1, "running", null), "openai");
            trace.ended(null, List.of(attempt(1, "ok", 200)), new UsageRecord(Usage.none(), false, null, "ok"));

            tracing.close();
            assertThat(sent.get("traceparent")).matches("00-" + TRACE + "-[0-9a-f]{16}-00");
            assertThat(collector.spans).isEmpty();
        }
    }

    @Test
    void aHeaderThatIsNoTraceBeginsAnotherOne() {
        try (SpanTracing tracing = new SpanTracing(collector, 1, 100, NOON)) {
            RequestTrace trace = tracing.begin(REQUEST, from("canary\n"));
            trace.ended(null, List.of(), new UsageRecord(Usage.none(), false, null, "model_not_found"));

            tracing.close();
            assertThat(collector.spans).singleElement().satisfies(span -> {
                assertThat(span.getParentSpanContext().isValid()).isFalse();
                assertThat(text(span, "error.type")).isEqualTo("model_not_found");
            });
        }
    }

    @Test
    void spansThatACollectorDoesNotTakeAreBoundedDroppedAndCounted() {
        collector.stuck = true;
        try (SpanTracing tracing = new SpanTracing(collector, 1, 8, NOON)) {
            for (int i = 0; i < 100; i++) {
                RequestTrace trace = tracing.begin(REQUEST, CallContext.ANONYMOUS);
                trace.ended(null, List.of(), new UsageRecord(Usage.none(), false, null, "ok"));
            }

            assertThat(tracing.gate().dropped()).isEqualTo(92);
            collector.release(false);
            tracing.close();
            assertThat(tracing.gate().failed() + tracing.gate().dropped()).isEqualTo(100);
            assertThat(tracing.gate().sent()).isZero();
        }
    }

    private static CallContext from(String traceparent) {
        return new CallContext() {
            @Override
            public Map<String, String> headers() {
                return Map.of("traceparent", traceparent);
            }
        };
    }

    private static AttemptReport attempt(int number, String outcome, @Nullable Integer status) {
        long start = 10L * number;
        return new AttemptReport(
                number,
                "entry-" + number,
                "model-" + number,
                null,
                List.of(),
                List.of(),
                outcome,
                status,
                start,
                start + 4,
                start + 10);
    }

    private static @Nullable String text(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    /** Keeps what it is sent, or is stuck with it. */
    private static final class Collector implements SpanExporter {

        private final List<SpanData> spans = new CopyOnWriteArrayList<>();
        private final List<CompletableResultCode> running = new ArrayList<>();
        private volatile boolean stuck;

        private SpanData named(String name) {
            return spans.stream()
                    .filter(span -> span.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public synchronized CompletableResultCode export(Collection<SpanData> batch) {
            if (!stuck) {
                spans.addAll(batch);
                return CompletableResultCode.ofSuccess();
            }
            CompletableResultCode result = new CompletableResultCode();
            running.add(result);
            return result;
        }

        private synchronized void release(boolean success) {
            stuck = false;
            running.forEach(result -> {
                if (success) {
                    result.succeed();
                } else {
                    result.fail();
                }
            });
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private record Decided() implements RoutingDecision {

        @Override
        public String id() {
            return "01DECISION";
        }

        @Override
        public String profile() {
            return "default";
        }

        @Override
        public String workload() {
            return "chat";
        }

        @Override
        public List<String> ranking() {
            return List.of();
        }

        @Override
        public Payload toJson() {
            return Payload.empty();
        }
    }
}
