package dev.pointsman.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.host.FakeHost;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What every command has in common for somebody who types it. */
class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withoutACommandItSaysWhichThereAre() {
        assertThat(execute(Map.of())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Name a command", "serve", "doctor", "Exit codes:");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpGoesToStandardOutput(List<String> command) {
        assertThat(execute(Map.of(), with(command, "--help"))).isZero();
        assertThat(out.toString()).contains("Usage: " + String.join(" ", concat("pointsman", command)));
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsANarrowTerminal(List<String> command) {
        execute(Map.of("COLUMNS", "40"), with(command, "--help"));

        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anUnknownOptionIsBadUsageAndToldOnStandardError(List<String> command) {
        assertThat(execute(Map.of(), with(command, "--no-such-option"))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        // Where an argument is missing too, that is told first.
        assertThat(err.toString())
                .containsAnyOf("--no-such-option", "Missing required parameter")
                .contains("Usage: pointsman")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve --port 70000",
                "serve --host ''",
                "models --admin-port -1",
                "usage --csv --json",
                "doctor --unit x",
                "lint",
                "keys",
                "credentials seal",
                "replay --since soon --policy x",
            })
    void badUsageIsToldInWordsWithExitCodeTwo(String line) {
        String[] arguments = Arrays.stream(line.split(" "))
                .map(word -> word.equals("''") ? "" : word)
                .toArray(String[]::new);

        assertThat(execute(Map.of(), arguments)).as(err.toString()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotBlank().doesNotContain("\tat ").doesNotContain("defect");
    }

    @Test
    void nothingIsColouredWhereNobodyLooks() {
        execute(Map.of("NO_COLOR", "1"), "--help");
        execute(Map.of("NO_COLOR", "1"), "exlain");

        assertThat(out.toString() + err).doesNotContain("\u001b");
    }

    static Stream<List<String>> commands() {
        List<List<String>> commands = new ArrayList<>(List.of(List.of()));
        add(List.of(), commandLine(Map.of()), commands);
        return commands.stream();
    }

    private static void add(List<String> path, CommandLine command, List<List<String>> into) {
        Set<CommandLine> seen = new HashSet<>();
        command.getSubcommands().forEach((name, child) -> {
            if (seen.add(child)) {
                List<String> below = new ArrayList<>(path);
                below.add(name);
                into.add(below);
                add(below, child, into);
            }
        });
    }

    private int execute(Map<String, String> environment, String... arguments) {
        return commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static CommandLine commandLine(Map<String, String> environment) {
        return RootCommand.commandLine(new Surroundings(environment, () -> false, configuration -> new FakeHost()));
    }

    private static String[] with(List<String> command, String option) {
        List<String> all = new ArrayList<>(command);
        all.add(option);
        return all.toArray(String[]::new);
    }

    private static List<String> concat(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}
