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

/** {@code decisions}: what became of the last requests. */
@Command(
        name = "decisions",
        description = "Lists the last requests: who answered, how often was tried, what it cost.",
        mixinStandardHelpOptions = true)
final class DecisionsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private InstallationOptions installation;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    DecisionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonNode decisions;
        try (Router router = installation.routerOverStore(surroundings)) {
            decisions = router.ask(ControlRequest.get("/decisions"));
        }
        if (json) {
            JsonOutput.print(spec.commandLine().getOut(), decisions);
        } else {
            new JsonTables(spec.commandLine().getOut()).print(decisions);
        }
        return 0;
    }
}
