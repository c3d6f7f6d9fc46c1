package dev.pointsman.host.telemetry;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.host.RequestTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one request: {@code route}, and below it one for each attempt. Attributes are the OpenTelemetry conventions for
 * generative AI, never content. Spans are handed on together at the request's end, all or none.
 */
final class RequestSpans implements RequestTrace {

    private final Tracer tracer;
    private final SpanGate gate;
    private final Span route;
    private final Context context;
    private final long began;
    private final InstantSource clock;
    private final String operation;
    private final List<Span> attempts = new ArrayList<>();

    /**
     * @param context with {@code route} in it
     * @param began in milliseconds since the epoch
     */
    RequestSpans(
            Tracer tracer,
            SpanGate gate,
            Span route,
            Context context,
            long began,
            InstantSource clock,
            Dialect dialect) {
        this.tracer = tracer;
        this.gate = gate;
        this.route = route;
        this.context = context;
        this.began = began;
        this.clock = clock;
        this.operation = dialect.equals(Dialect.OPENAI_EMBEDDINGS) ? "embeddings" : "chat";
    }

    @Override
    public Map<String, String> attempt(AttemptReport begun, String vendor) {
        Span span = tracer.spanBuilder(operation + " " + begun.model())
                .setParent(context)
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(began + begun.startMillis(), TimeUnit.MILLISECONDS)
                .setAttribute("gen_ai.operation.name", operation)
                .setAttribute("gen_ai.provider.name", vendor)
                .setAttribute("gen_ai.request.model", begun.model())
                .setAttribute("pointsman.provider", begun.provider())
                .setAttribute("pointsman.attempt", begun.number())
                .startSpan();
        attempts.add(span);
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context.with(span), headers, (into, name, value) -> {
            if (into != null) {
                into.put(name, value);
            }
        });
        return headers;
    }

    @Override
    public void ended(@Nullable RoutingDecision decision, List<AttemptReport> reports, UsageRecord usage) {
        if (!route.isRecording() || !gate.admits(1 + attempts.size())) {
            return;
        }
        for (int i = 0; i < attempts.size(); i++) {
            boolean last = i == attempts.size() - 1;
            if (i < reports.size()) {
                ended(attempts.get(i), reports.get(i), last ? usage : null);
            } else {
                attempts.get(i).end();
            }
        }
        if (decision != null) {
            route.setAttribute("pointsman.decision.id", decision.id());
            route.setAttribute("pointsman.profile", decision.profile());
            route.setAttribute("pointsman.workload", decision.workload());
        }
        route.setAttribute("pointsman.outcome", usage.outcome());
        if (!usage.outcome().equals("ok")) {
            failed(route, usage.outcome());
        }
        route.end(clock.millis(), TimeUnit.MILLISECONDS);
    }

    private void ended(Span span, AttemptReport report, @Nullable UsageRecord usage) {
        if (report.status() != null) {
            span.setAttribute("http.response.status_code", report.status());
        }
        Long first = report.firstContentMillis();
        if (first != null) {
            span.addEvent("first content", began + first, TimeUnit.MILLISECONDS);
        }
        if (usage != null) {
            span.setAttribute("gen_ai.usage.input_tokens", usage.usage().input());
            span.setAttribute("gen_ai.usage.output_tokens", usage.usage().output());
            span.setAttribute(
                    "gen_ai.usage.cache_read.input_tokens", usage.usage().cachedRead());
            span.setAttribute(
                    "gen_ai.usage.cache_creation.input_tokens", usage.usage().cacheWrite());
        }
        if (!report.succeeded()) {
            failed(span, report.outcome());
        }
        span.end(began + report.endMillis(), TimeUnit.MILLISECONDS);
    }

    private static void failed(Span span, String code) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", code);
    }
}
