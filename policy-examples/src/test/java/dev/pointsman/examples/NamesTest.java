package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.ResilienceConfig;
import dev.pointsman.router.config.RetentionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names and defaults that people type are on their page: variables, headers, paths, keys of the host and of the plugins. */
class NamesTest {

    private static final Path OPERATORS = Path.of("docs/operators.md");
    private static final Path AGENTS = Path.of("docs/agents.md");
    private static final Path REFERENCE = Path.of("docs/policy-reference.md");

    @Test
    void everyVariableIsOnTheOperatorsPage() throws IOException {
        Pattern variable = Pattern.compile("(POINTSMAN_[A-Z]+(?:_[A-Z]+)*)");
        Set<String> variables =
                found(variable, "reference-host/src/main", "host-kit/src/main", "edge/src/main", "dropin/src/main");
        variables.addAll(inText(variable, Markdown.text(Path.of("pointsman"))));

        assertThat(variables).contains("POINTSMAN_JAVA", "POINTSMAN_LOG");
        assertThat(inText(variable, Markdown.text(OPERATORS))).containsAll(variables);
    }

    @Test
    void everyHeaderIsOnTheAgentsPage() throws IOException {
        Set<String> headers = found(Pattern.compile("\"x-pointsman-([a-z-]*[a-z])\""), "edge/src/main");
        String page = Markdown.text(AGENTS);

        assertThat(headers).contains("decision", "losses").allMatch(header -> page.contains("-" + header));
    }

    @Test
    void everyPathOfTheAgentsPortIsOnTheirPage() {
        Set<String> paths = inText(
                Pattern.compile("route\\(\"[A-Z]+\", \"([^\"]+)\""),
                Markdown.text(Path.of("edge/src/main/java/dev/pointsman/edge/DataRoutes.java")));
        String page = Markdown.text(AGENTS);

        assertThat(paths)
                .hasSizeGreaterThan(15)
                .allMatch(path -> page.contains(path.replaceFirst("^/v1(?=/models/\\{model})", "/v1beta")
                        .replaceFirst("^/.*(?=:)", "")));
    }

    @Test
    void everyKeyOfTheHostsSectionIsOnTheOperatorsPage() {
        Set<String> keys = inText(
                Pattern.compile("section\\s*\\.?(?:[a-z]+|StoreAddress\\.read)\\((?:section, )?\"([a-zA-Z]+)\""),
                Markdown.text(Path.of("reference-host/src/main/java/dev/pointsman/host/config/GatewayConfig.java")));

        assertThat(keys).contains("listen", "telemetry");
        assertThat(Markdown.text(OPERATORS).lines().filter(line -> line.startsWith("| `")))
                .satisfies(lines -> keys.forEach(
                        key -> assertThat(lines).as(key).anyMatch(line -> line.split("\\|")[1].contains(key))));
    }

    @Test
    void everyKeyThatAPluginReadsIsOnTheOperatorsPage() throws IOException {
        Set<String> keys = found(
                Pattern.compile("(?:reader\\.(?:text|word|texts|value)\\(|id\\(reader, )\"([a-zA-Z]+)\""),
                "provider-plugins/openai/src/main",
                "provider-plugins/openai-compatible/src/main",
                "provider-plugins/anthropic/src/main",
                "provider-plugins/gemini/src/main",
                "provider-plugins/ollama/src/main",
                "provider-plugins/bedrock/src/main",
                "provider-plugins/sandbox/src/main",
                "provider-plugins/provider-support/src/main");
        String providers =
                Markdown.text(OPERATORS).split("\n### Providers\n")[1].split("\n##")[0];

        assertThat(keys).contains("preset", "vendors").allMatch(key -> providers.contains("`" + key + "`"));
    }

    @Test
    void theDefaultsOfTheReferenceAreThoseOfTheRouter() {
        AttemptLimits attempts = AttemptLimits.DEFAULT;
        assertDefault("max", String.valueOf(attempts.max()));
        assertDefault("connect", "`" + words(attempts.connect()) + "`");
        assertDefault("firstToken", "`" + words(attempts.firstToken()) + "`");
        assertDefault("stall", "`" + words(attempts.stall()) + "`");
        assertDefault("total", "`" + words(attempts.total()) + "`");
        assertDefault("ledger", "`" + words(RetentionConfig.DEFAULT.ledger()) + "`");
        assertDefault("decisions", "`" + words(RetentionConfig.DEFAULT.decisions()) + "`");
        assertDefault("ratio", String.valueOf(ResilienceConfig.DEFAULT.retryRatio()));
        assertDefault("perSecond", String.valueOf(ResilienceConfig.DEFAULT.retriesPerSecond()));
        assertThat(Markdown.text(REFERENCE))
                .contains("| `maxOutput` | tokens | " + BudgetConfig.DEFAULT_MAX_OUTPUT + " |");
    }

    private static void assertDefault(String key, String expected) {
        assertThat(Markdown.text(REFERENCE).lines().filter(line -> line.startsWith("| `" + key + "` |")))
                .as("the default of " + key)
                .anySatisfy(line -> assertThat(line.split("\\|")[3].strip()).isEqualTo(expected));
    }

    private static String words(Duration duration) {
        if (duration.toSeconds() % 86_400 == 0) {
            return duration.toDays() + "d";
        }
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
    }

    private static Set<String> inText(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, String... folders) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Markdown.ROOT.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    found.addAll(inText(pattern, Files.readString(file)));
                }
            }
        }
        return found;
    }
}
