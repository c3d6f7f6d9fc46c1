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

/** {@code health}: which endpoints may be called now, and how they did lately. */
@Command(
        name = "health",
        description = "Lists the endpoints: which may be called now, and how they did lately.",
        mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private InstallationOptions installation;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    HealthCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonNode health;
        try (Router router = installation.router(surroundings)) {
            health = router.ask(ControlRequest.get("/health"));
        }
        if (json) {
            JsonOutput.print(spec.commandLine().getOut(), health);
        } else {
            new JsonTables(spec.commandLine().getOut()).print(health);
        }
        return 0;
    }
}
