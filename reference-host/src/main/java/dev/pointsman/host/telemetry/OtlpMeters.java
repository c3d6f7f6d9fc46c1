package dev.pointsman.host.telemetry;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.ipc.http.HttpSender;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Pushes meters to a collector, every minute, from a thread of its own. */
final class OtlpMeters {

    /** A collector that does not answer keeps the last push, and so the end of the gateway, no longer than this. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);

    private OtlpMeters() {}

    static MeterRegistry pushedTo(URI url) {
        OtlpConfig config = new OtlpConfig() {
            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public String url() {
                return url.toString();
            }

            /** The library's own default is milliseconds, which every bucket of the conventions would be wrong in. */
            @Override
            public TimeUnit baseTimeUnit() {
                return TimeUnit.SECONDS;
            }

            @Override
            public Map<String, String> resourceAttributes() {
                return Map.of("service.name", "pointsman");
            }
        };
        HttpSender sender = new HttpUrlConnectionSender(Duration.ofSeconds(1), ANSWERS_WITHIN);
        return OtlpMeterRegistry.builder(config)
                .clock(Clock.SYSTEM)
                .metricsSender(new OtlpHttpMetricsSender(sender))
                .build();
    }
}
