package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.host.command.RootCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** docs/commands.md is what the commands' own help says. */
class CommandsPageTest {

    private static final Path PAGE = Markdown.ROOT.resolve("docs/commands.md");
    private static final String TOP = """
            # Commands

            Every command with its options, written from what `--help` prints; after a change,
            `CommandsPageTest` with `-Dcommands.write=true` writes the page again. What each is for stands in
            [operators.md](operators.md#commands). All know `--help` and `--version`.
            """;

    /** With {@code -Dcommands.write=true} the page is written instead. */
    @Test
    void thePageIsWhatTheCommandsSayOfThemselves() throws IOException {
        StringBuilder page = new StringBuilder(TOP);
        RootCommand.commandLine(configuration -> null, () -> {})
                .getSubcommands()
                .values()
                .forEach(command -> write(command, "./pointsman " + command.getCommandName(), page));
        if (Boolean.getBoolean("commands.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("docs/commands.md is older than the commands; run this test with -Dcommands.write=true")
                .hasContent(page.toString());
    }

    private static void write(CommandLine command, String path, StringBuilder page) {
        page.append("\n## `")
                .append(path)
                .append("`\n\n")
                .append(description(command))
                .append('\n');
        List<OptionSpec> options = command.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.hidden())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
        List<PositionalParamSpec> parameters = command.getCommandSpec().positionalParameters();
        if (!options.isEmpty() || !parameters.isEmpty()) {
            page.append("\n| | |\n|---|---|\n");
            parameters.forEach(parameter -> row(parameter.paramLabel(), parameter.description(), page));
            options.forEach(option -> row(named(option), option.description(), page));
        }
        command.getSubcommands().values().stream()
                .filter(inner -> !inner.getCommandName().equals("help"))
                .forEach(inner -> write(inner, path + " " + inner.getCommandName(), page));
    }

    private static void row(String name, String[] description, StringBuilder page) {
        page.append("| `").append(name).append("` | ").append(text(description)).append(" |\n");
    }

    private static String named(OptionSpec option) {
        String names = Arrays.stream(option.names()).sorted().collect(Collectors.joining(", "));
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String description(CommandLine command) {
        return text(command.getCommandSpec().usageMessage().description());
    }

    /** As it is printed: variables resolved, format characters unescaped. */
    private static String text(String[] lines) {
        return Help.Ansi.OFF
                .string(String.format(String.join(" ", lines)))
                .replace("|", "\\|")
                .replaceAll("\\s+", " ");
    }
}
