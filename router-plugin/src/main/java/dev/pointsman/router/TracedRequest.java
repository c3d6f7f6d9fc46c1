package dev.pointsman.router;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.host.RequestTrace;
import dev.pointsman.api.host.Tracing;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.CallerLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's context as its attempts see it: in place of the caller's trace headers stand those of the attempt that is sent, or
 * none where nobody traces.
 */
final class TracedRequest implements CallContext {

    private static final Set<String> TRACE_HEADERS = Set.of("traceparent", "tracestate");

    private final CallContext context;
    private final RequestTrace trace;
    private final Map<String, String> untraced;
    private volatile Map<String, String> headers;

    TracedRequest(Tracing tracing, ModelRequest request, CallContext context) {
        this.context = context;
        this.trace = tracing.begin(request, context);
        Map<String, String> kept = new HashMap<>(context.headers());
        kept.keySet().removeAll(TRACE_HEADERS);
        this.untraced = Map.copyOf(kept);
        this.headers = untraced;
    }

    /** From now on {@link #headers()} are those of this attempt. */
    void departs(AttemptReport attempt, String vendor) {
        Map<String, String> own = new HashMap<>(untraced);
        own.putAll(trace.attempt(attempt, vendor));
        headers = Map.copyOf(own);
    }

    void ended(@Nullable RoutingDecision decision, List<AttemptReport> attempts, UsageRecord usage) {
        trace.ended(decision, attempts, usage);
    }

    @Override
    public Caller caller() {
        return context.caller();
    }

    @Override
    public CallerLimits limits() {
        return context.limits();
    }

    @Override
    public Optional<Duration> deadline() {
        return context.deadline();
    }

    @Override
    public int callerRetries() {
        return context.callerRetries();
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }
}
