package dev.pointsman.host.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pointsman} itself: names its commands. */
@Command(
        name = "pointsman",
        description = "A model router for AI agents.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LintCommand.class})
public final class RootCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** The whole command line, ready to be executed once. */
    public static CommandLine commandLine() {
        return new CommandLine(new RootCommand())
                .setExecutionExceptionHandler(new FailurePrinter())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command; ./pointsman serve is a good first one.");
    }
}
