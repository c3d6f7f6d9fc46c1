package dev.pointsman.host.command;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.config.Configuration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lint FILE}: all problems of a policy at once. */
@Command(
        name = "lint",
        description = "Tells all problems of a policy at once, each with its path and a way out.",
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The policy, YAML or JSON.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration configuration = Configuration.read(file);
        PrintWriter out = spec.commandLine().getOut();
        for (SettingsProblem problem : configuration.problems()) {
            out.println(configuration.lines().print(problem));
        }
        return configuration.problems().isEmpty() ? 0 : 2;
    }
}
