package dev.pointsman.host.telemetry;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.host.RequestTrace;
import dev.pointsman.api.host.Tracing;
import dev.pointsman.api.provider.CallContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes spans of what the router tells, in the caller's trace where it began one. Thread-safe. */
final class SpanTracing implements Tracing, AutoCloseable {

    /** Some hundred requests; about 2 MB. */
    static final int MOST_WAITING = 2_048;

    private static final String SCOPE = "dev.pointsman";
    private static final long LAST_SPANS_SECONDS = 3;

    private static final TextMapGetter<Map<String, String>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    private final SpanGate gate;
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final InstantSource clock;

    /** @param sample the share of traces that begin here and are recorded */
    SpanTracing(SpanExporter exporter, double sample, int mostWaiting, InstantSource clock) {
        this.gate = new SpanGate(exporter, mostWaiting);
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "pointsman")))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sample)))
                .addSpanProcessor(BatchSpanProcessor.builder(gate)
                        .setMaxQueueSize(mostWaiting)
                        .setMaxExportBatchSize(Math.min(512, mostWaiting))
                        .build())
                .build();
        this.tracer = provider.get(SCOPE);
        this.clock = clock;
    }

    @Override
    public RequestTrace begin(ModelRequest request, CallContext context) {
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), context.headers(), HEADERS);
        long began = clock.millis();
        Span route = tracer.spanBuilder("route")
                .setParent(parent)
                .setSpanKind(SpanKind.INTERNAL)
                .setStartTimestamp(began, TimeUnit.MILLISECONDS)
                .startSpan();
        return new RequestSpans(tracer, gate, route, parent.with(route), began, clock, request.dialect());
    }

    /** What became of spans. */
    SpanGate gate() {
        return gate;
    }

    /** Sends what waits, for three seconds at most. */
    @Override
    public void close() {
        provider.shutdown().join(LAST_SPANS_SECONDS, TimeUnit.SECONDS);
    }
}
