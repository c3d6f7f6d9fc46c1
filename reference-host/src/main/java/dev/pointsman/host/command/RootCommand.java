package dev.pointsman.host.command;

import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.serve.Ollama;
import dev.pointsman.host.serve.OpenHost;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** {@code pointsman} itself: names its commands. */
@Command(
        name = "pointsman",
        description = "A model router for AI agents.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:Failed, or something must be put right.",
            "2:Bad usage or bad input; nothing was done."
        })
public final class RootCommand implements Runnable {

    /** As narrow as the columns of options allow, and as wide as people read. */
    private static final int NARROWEST = 60;

    private static final int WIDEST = 120;

    @Spec
    private CommandSpec spec;

    /**
     * The whole command line, ready to be executed once.
     *
     * @param hosts opens the plugins that a configuration asks for
     * @param quieten called before every command but {@code serve}: only a gateway's log is of interest, a command that prints a
     *     table says what matters itself
     */
    public static CommandLine commandLine(Function<Configuration, OpenHost> hosts, Runnable quieten) {
        return commandLine(new Surroundings(System.getenv(), Ollama::answers, hosts))
                .setExecutionStrategy(parsed -> execute(parsed, quieten));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new RootCommand())
                .addSubcommand(new ServeCommand(surroundings))
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(new LintCommand(surroundings))
                .addSubcommand(new ExplainCommand(surroundings))
                .addSubcommand(new ModelsCommand(surroundings))
                .addSubcommand(new DecisionsCommand(surroundings))
                .addSubcommand(new UsageCommand(surroundings))
                .addSubcommand(new ReplayCommand(surroundings))
                .addSubcommand(new CatalogCommand(surroundings))
                .addSubcommand(new KeysCommand(surroundings))
                .addSubcommand(new HealthCommand(surroundings))
                .addSubcommand(new CredentialsCommand(surroundings, SecretInput.ofProcess()))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new FaultKitCommand())
                .addSubcommand(new WarmCommand())
                .setExecutionExceptionHandler(new FailurePrinter())
                .setUsageHelpWidth(width(surroundings.environment().getOrDefault("COLUMNS", "")))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Shells tell a terminal's width in {@code COLUMNS}, where it is exported. */
    private static int width(String columns) {
        return columns.matches("[0-9]{1,4}") ? Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST) : 80;
    }

    private static int execute(ParseResult parsed, Runnable quieten) {
        if (!(parsed.asCommandLineList().getLast().getCommand() instanceof ServeCommand)) {
            quieten.run();
        }
        return new RunLast().execute(parsed);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command; ./pointsman serve is a good first one.");
    }
}
