package dev.pointsman.host.telemetry;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends spans to a collector, every few seconds, from a thread of the library's own. */
final class OtlpSpans {

    private static final Duration MOST_PER_BATCH = Duration.ofSeconds(5);

    /** The library writes each failure past our log; {@link SpanGate} says once what there is to say. Kept, or its level is forgotten. */
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    private OtlpSpans() {}

    static SpanTracing tracing(URI url, double sample) {
        LIBRARY.setLevel(Level.OFF);
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(url.toString())
                .setTimeout(MOST_PER_BATCH)
                .build();
        return new SpanTracing(exporter, sample, SpanTracing.MOST_WAITING, InstantSource.system());
    }
}
