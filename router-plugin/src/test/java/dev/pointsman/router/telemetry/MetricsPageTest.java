package dev.pointsman.router.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.failure.FailureRule;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators read of meters is what there is. */
class MetricsPageTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern NAMES = Pattern.compile("(?:pointsman|gen_ai_client|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern LABELS = Pattern.compile("`([a-z_.]+)`");
    private static final Pattern GROUPS = Pattern.compile("by \\(([a-z_, ]+)\\)");
    private static final Pattern OUTCOMES = Pattern.compile("outcome[!=~]+\\\\?\"([a-z_|]+)\\\\?\"");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum|max)$");

    @Test
    void thePageListsEveryMeterOfTheRouterWithItsNameInPrometheusAndItsLabels() throws IOException {
        List<String> rows =
                Arrays.stream(MeterName.values()).map(MetricsPageTest::row).toList();

        assertThat(Files.readString(DOCS.resolve("metrics.md"))).contains(String.join("\n", rows));
    }

    @Test
    void noNameIsThatOfTwoMeters() {
        assertThat(Arrays.stream(MeterName.values()).map(MeterName::meter)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grafana-dashboard.json", "prometheus-alerts.yaml"})
    void whatIsAskedOfPrometheusExists(String file) throws IOException {
        Set<String> known = names(Files.readString(DOCS.resolve("metrics.md")));

        Set<String> asked = names(Files.readString(DOCS.resolve(file)));

        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known)
                        .as(name)
                        .anyMatch(meter -> meter.equals(name)
                                || meter.equals(SUFFIX.matcher(name).replaceFirst(""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grafana-dashboard.json", "prometheus-alerts.yaml"})
    void whatIsAskedIsGroupedByLabelsThatThereAre(String file) throws IOException {
        String page = Files.readString(DOCS.resolve("metrics.md"));
        Set<String> known = LABELS.matcher(page)
                .results()
                .map(label -> label.group(1).replace('.', '_'))
                .collect(Collectors.toSet());
        known.addAll(List.of("le", "area"));

        List<String> asked = GROUPS.matcher(Files.readString(DOCS.resolve(file)))
                .results()
                .flatMap(group -> Arrays.stream(group.group(1).split(", ")))
                .toList();

        assertThat(asked).isNotEmpty().isSubsetOf(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grafana-dashboard.json", "prometheus-alerts.yaml"})
    void outcomesThatAreAskedForAreCodesOfFailures(String file) throws IOException {
        Set<String> known =
                Arrays.stream(FailureRule.values()).map(FailureRule::code).collect(Collectors.toSet());
        known.add("ok");

        List<String> asked = OUTCOMES.matcher(Files.readString(DOCS.resolve(file)))
                .results()
                .flatMap(group -> Arrays.stream(group.group(1).split("\\|")))
                .toList();

        assertThat(asked).isNotEmpty().isSubsetOf(known);
    }

    private static Set<String> names(String text) {
        return NAMES.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static String row(MeterName name) {
        String labels = name.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `%s` | `%s` | %s| %s |"
                .formatted(name.meter(), inPrometheus(name), labels.isEmpty() ? "" : labels + " ", name.says());
    }

    /** Made as the router makes it, and found again under the name that a scrape has. */
    private static String inPrometheus(MeterName name) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RegisteredMeters meters = new RegisteredMeters(registry);
        String[] labels = name.labels().toArray(String[]::new);
        switch (name.kind()) {
            case COUNTER -> meters.count(name, 1, labels);
            case TIMER -> meters.time(name, Duration.ofMillis(1), labels);
            case SUMMARY -> meters.measure(name, 1, labels);
            case GAUGE -> meters.gauge(name, () -> 1, labels);
        }
        assertThat(registry.getMeters()).extracting(Meter::getId).hasSize(1);
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE ") && !line.endsWith("_max gauge"))
                .map(line -> line.split(" ")[2])
                .findFirst()
                .orElseThrow();
    }
}
