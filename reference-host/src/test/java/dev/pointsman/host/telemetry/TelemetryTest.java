package dev.pointsman.host.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.host.config.TelemetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    @Test
    void pluginsCountIntoWhatTheAdminPortShows() {
        try (Telemetry telemetry = Telemetry.open(TelemetryConfig.DEFAULT)) {
            HostContext lent = telemetry.lentBeside(HostContext.none());

            lent.service(MeterRegistry.class)
                    .orElseThrow()
                    .counter("acme.calls")
                    .increment();

            assertThat(telemetry.scrape()).contains("acme_calls_total 1.0");
        }
    }

    @Test
    void aPluginThatPutsAnythingIntoALabelRunsIntoTheLimit() {
        try (Telemetry telemetry = Telemetry.open(TelemetryConfig.DEFAULT)) {
            MeterRegistry registry = telemetry
                    .lentBeside(HostContext.none())
                    .service(MeterRegistry.class)
                    .orElseThrow();

            for (int i = 0; i < 20_000; i++) {
                registry.counter("acme.calls", "prompt", "p" + i).increment();
            }

            assertThat(telemetry.scrape().lines().filter(line -> line.startsWith("acme_calls_total{")))
                    .hasSizeLessThanOrEqualTo(10_000);
            assertThat(telemetry.scrape().lines().filter(line -> line.startsWith("pointsman_meters_refused ")))
                    .singleElement()
                    .isNotEqualTo("pointsman_meters_refused 0.0");
        }
    }

    @Test
    void metersArePushedToACollectorInSeconds() throws IOException {
        Map<String, String> pushed = new ConcurrentHashMap<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            pushed.put(
                    exchange.getRequestURI().getPath(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();

        Telemetry telemetry = Telemetry.open(new TelemetryConfig(
                URI.create("http://127.0.0.1:" + collector.getAddress().getPort()), 1));
        telemetry.answers().answered("GET /healthz", 200, "completed", Duration.ofMillis(3));
        telemetry.close();
        collector.stop(0);

        assertThat(pushed).containsOnlyKeys("/v1/metrics");
        assertThat(pushed.get("/v1/metrics"))
                .contains("pointsman.http.requests", "seconds")
                .doesNotContain("milliseconds");
    }

    @Test
    void aCollectorThatIsDownChangesNothing() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        Telemetry telemetry = Telemetry.open(new TelemetryConfig(URI.create("http://127.0.0.1:" + closed), 1));
        telemetry.answers().answered("GET /healthz", 200, "completed", Duration.ofMillis(3));

        assertThat(telemetry.scrape()).contains("pointsman_http_requests_seconds_count");
        telemetry.close();
    }
}
