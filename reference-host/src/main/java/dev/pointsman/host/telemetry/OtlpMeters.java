package dev.pointsman.host.telemetry;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Pushes meters to a collector, every minute, from a thread of its own. */
final class OtlpMeters {

    private OtlpMeters() {}

    static MeterRegistry pushedTo(URI url) {
        return new OtlpMeterRegistry(
                new OtlpConfig() {
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
                },
                Clock.SYSTEM);
    }
}
