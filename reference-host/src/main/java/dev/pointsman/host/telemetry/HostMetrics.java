package dev.pointsman.host.telemetry;

import dev.pointsman.edge.AnswerListener;
import dev.pointsman.hostkit.egress.HostEgress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The meters of the host: what its doors were asked, and what its way out refused. Thread-safe. */
final class HostMetrics implements AnswerListener {

    /** In seconds: from a list of models to a long answer. */
    private static final Duration[] BUCKETS = Stream.of(0.01, 0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)
            .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Answer, Timer> requests = new ConcurrentHashMap<>();

    private record Answer(String route, int status) {}

    HostMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Routes are rows of a table and statuses are ours, so both are bounded. */
    @Override
    public void answered(String route, int status, String outcome, Duration took) {
        requests.computeIfAbsent(new Answer(route, status), this::timer).record(took);
    }

    private Timer timer(Answer answer) {
        return Timer.builder("pointsman.http.requests")
                .description("Exchanges of the data port, from the request's head to the answer's last byte")
                .tags("route", answer.route(), "status", Integer.toString(answer.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Counts what this egress refuses, and shows how many of its connections are in use. */
    void watch(HostEgress egress) {
        Counter denied = Counter.builder("pointsman.egress.denied")
                .description("Outbound calls that were not allowed to leave")
                .register(registry);
        egress.onDenied(call -> denied.increment());
        Gauge.builder("pointsman.egress.connections", egress, HostEgress::busyConnections)
                .description("Outbound connections that a call holds now")
                .register(registry);
    }

    /** Counts what became of spans. */
    void watch(SpanGate gate) {
        spans("sent", gate, SpanGate::sent);
        spans("failed", gate, SpanGate::failed);
        spans("dropped", gate, SpanGate::dropped);
    }

    private void spans(String result, SpanGate gate, ToDoubleFunction<SpanGate> count) {
        FunctionCounter.builder("pointsman.traces.spans", gate, count)
                .description("Spans that a collector took, did not take, or that found no room")
                .tags("result", result)
                .register(registry);
    }

    /** Shows how many meters were refused since there are too many. */
    void watch(MeterLimit limit) {
        Gauge.builder("pointsman.meters.refused", limit, MeterLimit::refused)
                .description("Meters that were not made since there are too many already")
                .register(registry);
    }
}
