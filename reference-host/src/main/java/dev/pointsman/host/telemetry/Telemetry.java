package dev.pointsman.host.telemetry;

import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.host.Tracing;
import dev.pointsman.edge.AnswerListener;
import dev.pointsman.host.config.TelemetryConfig;
import dev.pointsman.hostkit.egress.HostEgress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Meters and spans of one gateway. Thread-safe. */
public final class Telemetry implements AutoCloseable {

    /** Ten times what a gateway with fifty models in use has. */
    private static final int MOST_METERS = 10_000;

    private final PrometheusMeterRegistry shown = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CompositeMeterRegistry all = new CompositeMeterRegistry();
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final HostMetrics metrics = new HostMetrics(all);
    private final @Nullable SpanTracing tracing;

    private Telemetry(TelemetryConfig config) {
        MeterLimit limit = new MeterLimit(MOST_METERS);
        all.config().meterFilter(limit);
        all.add(shown);
        config.signal("v1/metrics").ifPresent(url -> all.add(OtlpMeters.pushedTo(url)));
        metrics.watch(limit);
        this.tracing = config.signal("v1/traces")
                .map(url -> OtlpSpans.tracing(url, config.sample()))
                .orElse(null);
        if (tracing != null) {
            metrics.watch(tracing.gate());
        }
        new JvmMemoryMetrics().bindTo(all);
        new JvmThreadMetrics().bindTo(all);
        new ProcessorMetrics().bindTo(all);
        new UptimeMetrics().bindTo(all);
        collections.bindTo(all);
    }

    /** Opens what is configured; no I/O. A collector that cannot be reached changes nothing. */
    public static Telemetry open(TelemetryConfig config) {
        return new Telemetry(config);
    }

    /** All meters in Prometheus' text format. */
    public String scrape() {
        return shown.scrape();
    }

    /** Counts the exchanges of a door. */
    public AnswerListener answers() {
        return metrics;
    }

    /** Counts what an egress refuses. */
    public void watch(HostEgress egress) {
        metrics.watch(egress);
    }

    /** A host that lends the meter registry besides, and the tracing where there is a collector. */
    public HostContext lentBeside(HostContext host) {
        return new Lent(host, all, tracing);
    }

    /** Pushes what there is once more, where anybody is pushed to; a few seconds at most. */
    @Override
    public void close() {
        if (tracing != null) {
            tracing.close();
        }
        collections.close();
        all.close();
        all.getRegistries().forEach(MeterRegistry::close);
    }

    private record Lent(
            HostContext host,
            MeterRegistry registry,
            @Nullable Tracing tracing) implements HostContext {

        @Override
        public Egress egress(Endpoint endpoint) {
            return host.egress(endpoint);
        }

        @Override
        public Secrets secrets() {
            return host.secrets();
        }

        @Override
        public ProviderDirectory providers() {
            return host.providers();
        }

        @Override
        public <T> Optional<T> service(Class<T> type) {
            if (type == MeterRegistry.class) {
                return Optional.of(type.cast(registry));
            }
            if (type == Tracing.class && tracing != null) {
                return Optional.of(type.cast(tracing));
            }
            return host.service(type);
        }
    }
}
