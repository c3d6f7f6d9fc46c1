package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.examples.Markdown.Block;
import dev.pointsman.host.command.RootCommand;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.policy.custom.CheapestCapable;
import dev.pointsman.policy.custom.DataResidency;
import dev.pointsman.policy.custom.FastestFirst;
import dev.pointsman.policy.custom.StayOnModel;
import dev.pointsman.router.selection.Term;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show is what there is. */
class DocumentsTest {

    /** What a fragment of a policy stands in. */
    private static final String AROUND = """
            version: 1
            providers:
              openai:    {type: openai, credential: "${env:OPENAI_API_KEY}", owner: platform, source: vault, models: [gpt-5.4-mini]}
              anthropic: {type: anthropic, credential: "${env:ANTHROPIC_API_KEY}", owner: platform, source: vault, models: [claude-sonnet-5]}
              local:     {type: ollama, locality: local, owner: platform, models: ["qwen3:32b"]}
            """;

    @TempDir
    private Path folder;

    static Stream<Block> policies() {
        return Markdown.blocks().stream().filter(block -> block.language().equals("yaml"));
    }

    static Stream<Block> quotations() {
        return Markdown.blocks().stream().filter(Block::isQuotation);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyPolicyOfThePagesIsRead(Block block) throws IOException {
        Configuration configuration = read(block.text());
        Map<String, Object> policy =
                block.isFragment() ? merged(read(AROUND).policy(), configuration.policy()) : configuration.policy();

        try (Example example = Example.of(policy, host())) {
            assertThat(example.names()).contains("auto");
        }
    }

    @ParameterizedTest
    @MethodSource("quotations")
    void everyQuotedFileSaysTheSame(Block block) {
        String file = Markdown.text(Path.of(block.file()));

        if (block.relation().equals("file")) {
            assertThat(block.text()).isEqualTo(file);
        } else {
            assertThat(file.lines().map(String::strip).collect(Collectors.joining("\n")))
                    .contains(block.text().lines().map(String::strip).collect(Collectors.joining("\n")));
        }
    }

    @Test
    void everyListingOfThePluginAuthorsPageIsAFileThatIsBuilt() {
        assertThat(Markdown.blocks())
                .filteredOn(block -> block.page().equals("docs/plugin-authors.md"))
                .filteredOn(block -> Set.of("java", "xml").contains(block.language()))
                .isNotEmpty()
                .allSatisfy(
                        block -> assertThat(block.file()).as(block.toString()).isNotEmpty());
    }

    @Test
    void theOperatorsPageNamesEveryExample() throws IOException {
        String page = operators();
        try (Stream<Path> files = Files.list(Path.of("."))) {
            List<String> examples = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .collect(Collectors.toList());

            assertThat(examples).hasSizeGreaterThan(8).allMatch(page::contains);
        }
    }

    @ParameterizedTest
    @EnumSource(Term.class)
    void theOperatorsPageTellsTheScaleOfEveryTerm(Term term) {
        assertThat(operators().lines())
                .filteredOn(line -> line.startsWith("| `" + term.key() + "` | "))
                .singleElement()
                .asString()
                .contains(plain(term.best()) + " | ", plain(term.worst()) + " | ");
    }

    @Test
    void theOperatorsPageListsEveryCommandAndNoOther() {
        Set<String> commands = RootCommand.commandLine(configuration -> null, () -> {})
                .getSubcommands()
                .keySet();
        String section = operators().split("\n## Commands\n")[1].split("\n## ")[0];

        assertThat(Pattern.compile("^\\| `([a-z]+)[^`]*` \\|", Pattern.MULTILINE)
                        .matcher(section)
                        .results()
                        .map(row -> row.group(1)))
                .as("the commands of docs/operators.md")
                .containsExactlyInAnyOrderElementsOf(commands);
    }

    private static String operators() {
        return Markdown.text(Path.of("docs/operators.md"));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private Configuration read(String text) throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, text);
        Configuration configuration = Configuration.read(file);
        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.notes()).isEmpty();
        return configuration;
    }

    private static LendingHost host() {
        return new LendingHost(new CheapestCapable(), new FastestFirst(), new StayOnModel(), new DataResidency());
    }

    /** Mappings of the same name are put together; whatever else the fragment says, it says instead. */
    private static Map<String, Object> merged(Map<String, Object> around, Map<String, Object> fragment) {
        Map<String, Object> merged = new LinkedHashMap<>(around);
        fragment.forEach((key, value) -> {
            if (value instanceof Map<?, ?> members && merged.get(key) instanceof Map<?, ?> others) {
                Map<Object, Object> both = new LinkedHashMap<>(others);
                both.putAll(members);
                merged.put(key, both);
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }
}
