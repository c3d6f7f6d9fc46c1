package dev.pointsman.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.examples.Markdown.Block;
import dev.pointsman.host.command.RootCommand;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Nothing that a page shows in a fence goes unchecked: it is a policy that is read ({@link DocumentsTest}), a file that is quoted
 * (there too), compiled, parsed, or a command whose words the command line knows. Commands that ask a gateway are run by
 * {@code it.documents}. What can be none of these says in the page why ({@code <!-- not run: … -->}).
 */
class SnippetsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Run in {@code it.documents} of the integration tests. */
    private static final Set<String> RUN_ELSEWHERE = Set.of("curl", "openssl", "sqlite3", "jar", "javac");

    private static final Set<String> OF_THE_SHELL = Set.of("export", "cd", "cp", "mkdir");

    /** Commands of clients; the section that shows them names the receipt of a run. */
    private static final Set<String> CLIENTS = Set.of("openclaw", "claude", "codex", "gemini", "opencode");

    private static final Pattern SPAN = Pattern.compile("`(\\./pointsman [^`|]*)`");

    static Stream<Block> blocks() {
        return Markdown.blocks().stream();
    }

    static Stream<Path> pages() {
        return Markdown.pages().stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyBlockIsCheckedInSomeWay(Block block, @TempDir Path folder) throws Exception {
        if (block.isQuotation()) {
            return;
        }
        if (block.relation().equals("not run")) {
            assertThat(block.file()).as("why it is not run").hasSizeGreaterThan(20);
            return;
        }
        switch (block.language()) {
            case "yaml" -> assertThat(DocumentsTest.policies()).contains(block);
            case "yml" -> new Yaml(new SafeConstructor(new LoaderOptions())).load(block.text());
            case "properties" ->
                assertThat(new Manifest(new ByteArrayInputStream(block.text().getBytes(UTF_8))).getMainAttributes())
                        .isNotEmpty();
            case "json" -> JSON.readTree(block.text());
            case "text" ->
                assertThat(block.text())
                        .as("told in prose, nothing to run: " + block)
                        .doesNotContain("./pointsman", "curl ");
            case "mermaid" ->
                assertThat(block.page()).as("ArchitecturePageTest looks at it").isEqualTo("docs/architecture.md");
            case "java" -> CompiledSnippet.of(block).compile(folder);
            case "sh" -> ShellLine.of(block.text()).forEach(line -> check(block, line));
            case "console" -> commands(block).forEach(line -> check(block, line));
            default -> throw new AssertionError("nobody checks what " + block + " shows: ```" + block.language());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandInAPagesProseIsKnown(Path page) {
        Matcher span = SPAN.matcher(Markdown.prose(page));
        while (span.find()) {
            for (ShellLine line : ShellLine.of(span.group(1))) {
                try {
                    parse(line.arguments());
                } catch (MissingParameterException e) {
                    // A command that is only named has no arguments.
                    assertThat(line.words()).as(page + ": " + e.getMessage()).hasSizeLessThan(4);
                } catch (ParameterException e) {
                    throw new AssertionError(page + ": " + span.group(1), e);
                }
            }
        }
    }

    @Test
    void anOptionThatDoesNotExistIsFound() {
        assertThatThrownBy(() -> parse(List.of("serve", "--prot", "8484")))
                .isInstanceOf(UnmatchedArgumentException.class);
    }

    private static void check(Block block, ShellLine line) {
        String command = line.command();
        if (command.equals("./pointsman")) {
            known(block.toString(), line);
        } else if (command.equals("./mvnw")) {
            buildable(line);
        } else if (command.equals("java")) {
            assertThat(Markdown.ROOT.resolve(line.arguments().getLast())).isRegularFile();
        } else if (command.contains("/")) {
            assertThat(Markdown.ROOT.resolve(command)).isExecutable();
        } else if (CLIENTS.contains(command)) {
            assertThat(block.section() + receiptOfTheSamePage(block))
                    .as("the receipt of " + command + " beside " + block)
                    .contains("evidence/");
        } else {
            assertThat(RUN_ELSEWHERE.contains(command) || OF_THE_SHELL.contains(command))
                    .as(command + " in " + block)
                    .isTrue();
        }
    }

    /** A page about one client names its receipts once. */
    private static String receiptOfTheSamePage(Block block) {
        return block.page().startsWith("integrations/") ? Markdown.text(Path.of(block.page())) : "";
    }

    private static void known(String where, ShellLine line) {
        assertThatCode(() -> parse(line.arguments()))
                .as(where + ": " + String.join(" ", line.words()))
                .doesNotThrowAnyException();
    }

    private static void parse(List<String> words) {
        String[] spoken = words.stream()
                .filter(word -> !word.equals("…") && !word.equals("--help"))
                .toArray(String[]::new);
        RootCommand.commandLine(configuration -> null, () -> {}).parseArgs(spoken);
    }

    /** Modules and profiles that a command names are there. */
    private static void buildable(ShellLine line) {
        List<String> words = line.arguments();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("-pl")) {
                for (String module : words.get(i + 1).split(",")) {
                    assertThat(Markdown.ROOT.resolve(module).resolve("pom.xml")).isRegularFile();
                }
            }
            if (words.get(i).startsWith("-P")) {
                String profile = "<id>" + words.get(i).substring(2) + "</id>";
                assertThat(Stream.of("pom.xml", "integration-tests/pom.xml", "reference-host/pom.xml")
                                .map(pom -> Markdown.text(Path.of(pom))))
                        .anyMatch(pom -> pom.contains(profile));
            }
        }
    }

    private static List<ShellLine> commands(Block block) {
        List<ShellLine> commands = block.text()
                .lines()
                .filter(line -> line.startsWith("$ "))
                .flatMap(line -> ShellLine.of(line.substring(2)).stream())
                .toList();
        assertThat(commands).as("the command whose output " + block + " shows").isNotEmpty();
        return commands;
    }
}
