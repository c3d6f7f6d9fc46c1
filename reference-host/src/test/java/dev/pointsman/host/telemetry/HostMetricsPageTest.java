package dev.pointsman.host.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.host.config.TelemetryConfig;
import dev.pointsman.hostkit.egress.HostEgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's table of the gateway's own meters is what a scrape shows. */
class HostMetricsPageTest {

    private static final Pattern TYPE = Pattern.compile("# TYPE (pointsman_\\S+?)(_max)? \\w+");
    private static final Pattern ROW = Pattern.compile("\\| `pointsman[a-z._]+` \\| `(pointsman_[a-z_]+)` \\|.*");

    @Test
    void thePageListsEveryMeterOfTheGateway() throws IOException {
        String page = Files.readString(Path.of("../docs/metrics.md"));
        List<String> listed = page.substring(page.indexOf("\n## The gateway"))
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();

        // Nobody listens there; what is counted of spans is there only beside a collector.
        try (Telemetry telemetry = Telemetry.open(new TelemetryConfig(URI.create("http://127.0.0.1:9"), 1));
                HostEgress egress = HostEgress.create()) {
            telemetry.watch(egress);
            telemetry.answers().answered("GET /healthz", 200, "completed", Duration.ofMillis(3));

            List<String> shown = telemetry
                    .scrape()
                    .lines()
                    .map(TYPE::matcher)
                    .filter(Matcher::matches)
                    .map(type -> type.group(1))
                    .distinct()
                    .toList();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(shown);
        }
    }

    @Test
    void thePageNamesTheMetersOfTheJvmAsTheyAre() throws IOException {
        List<String> named = Pattern.compile("`((?:jvm|process|system)_[a-z_]+)`")
                .matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results()
                .map(name -> name.group(1))
                // Only there once the memory was cleaned.
                .filter(name -> !name.startsWith("jvm_gc_pause"))
                .toList();

        try (Telemetry telemetry = Telemetry.open(TelemetryConfig.DEFAULT)) {
            assertThat(telemetry.scrape())
                    .contains(named.stream().map(name -> "# TYPE " + name + " ").toList());
        }
    }
}
