package dev.pointsman.router.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class PolicySchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Path PUBLISHED = Path.of("../docs/policy.schema.json");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../policy-examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    /** With {@code -Dschema.write=true} the file is written instead. */
    @Test
    void thePublishedSchemaIsWhatTheReadersAskFor() throws IOException {
        String schema = JSON.writeValueAsString(PolicySchema.tree()) + "\n";
        if (Boolean.getBoolean("schema.write")) {
            Files.writeString(PUBLISHED, schema);
        }

        assertThat(PUBLISHED)
                .as("docs/policy.schema.json is older than the readers; run this test with -Dschema.write=true")
                .hasContent(schema);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExamplePolicyKeepsToTheSchema(Path example) throws IOException {
        Object policy;
        try (Reader text = Files.newBufferedReader(example)) {
            policy = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        }

        assertThat(SchemaCheck.mistakes(PolicySchema.tree(), policy)).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatTheReadersRefuse() {
        Map<String, Object> policy = Map.of(
                "version", 1,
                "providrs", Map.of(),
                "providers", Map.of("a", Map.of("owner", "team", "credential", "sk-in-the-open")),
                "profiles",
                        Map.of(
                                "p",
                                Map.of(
                                        "weights", Map.of("cost", -1),
                                        "attempts", Map.of("stall", "5 parsecs"),
                                        "onLoss", "perhaps")),
                "rules", List.of(Map.of("use", "p", "lock", "yes")));

        List<String> mistakes = SchemaCheck.mistakes(PolicySchema.tree(), policy);

        assertThat(mistakes)
                .anySatisfy(mistake -> assertThat(mistake).contains("no member providrs"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith(".providers.a: required [type]"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith(".providers.a.credential: pattern"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith(".profiles.p.weights.cost: minimum"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith(".profiles.p.attempts.stall: pattern"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith(".profiles.p.onLoss: enum"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith(".rules[0].lock: type"));
    }
}
