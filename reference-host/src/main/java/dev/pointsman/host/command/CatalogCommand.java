package dev.pointsman.host.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.host.config.CatalogFile;
import dev.pointsman.host.control.Router;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code catalog}: the prices in force; {@code catalog diff FILE}: what a file would change. */
@Command(
        name = "catalog",
        description = "Lists the prices in force, whose word they are and of which day.",
        mixinStandardHelpOptions = true)
final class CatalogCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;

    @Mixin
    private InstallationOptions installation;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    CatalogCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        print(spec, json, ask(installation, ControlRequest.get("/catalog")));
        return 0;
    }

    @Command(
            name = "diff",
            description = "Shows what a catalog file would change, and which of its models nobody offers.",
            mixinStandardHelpOptions = true)
    int diff(
            @Mixin InstallationOptions options,
            @Option(names = "--json", description = "Print JSON.") boolean asJson,
            @Parameters(paramLabel = "FILE", description = "Models by id, YAML or JSON.") Path file)
            throws JsonProcessingException {
        CatalogFile catalog = CatalogFile.read(file);
        InstallationOptions.refuse(catalog.lines(), catalog.problems());
        Payload body = Payload.of(JSON.writeValueAsBytes(catalog.models()));
        try {
            JsonNode answer = ask(options, new ControlRequest("POST", "/catalog/diff", Map.of(), body));
            print(spec, asJson, answer);
            return 0;
        } catch (ControlException e) {
            if (e.status() == 422) {
                throw CommandException.badInput(file + ": " + e.getMessage());
            }
            throw e;
        }
    }

    private JsonNode ask(InstallationOptions options, ControlRequest question) {
        try (Router router = options.router(surroundings)) {
            return router.ask(question);
        }
    }

    private static void print(CommandSpec spec, boolean asJson, JsonNode answer) {
        if (asJson) {
            JsonOutput.print(spec.commandLine().getOut(), answer);
        } else {
            new JsonTables(spec.commandLine().getOut()).print(answer);
        }
    }
}
