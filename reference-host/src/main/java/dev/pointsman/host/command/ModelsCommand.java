package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.host.control.Router;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code models}: what may be asked for, and what stands behind it. */
@Command(
        name = "models",
        description = "Lists the models that can be asked for and the candidates behind them.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private InstallationOptions installation;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ModelsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonNode models;
        try (Router router = installation.router(surroundings)) {
            models = router.ask(ControlRequest.get("/models"));
        }
        if (json) {
            JsonOutput.print(spec.commandLine().getOut(), models);
        } else {
            new ModelsPrinter(spec.commandLine().getOut()).print(models);
        }
        return 0;
    }
}
