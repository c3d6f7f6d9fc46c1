package dev.pointsman.host.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.control.Router;
import dev.pointsman.host.serve.LocalKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys}: virtual keys, made, listed and revoked; by the running gateway, else in its store. */
@Command(
        name = "keys",
        description = "Makes, lists and revokes virtual keys.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class KeysCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    KeysCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name one of create, list and revoke.");
    }

    @Command(name = "create", description = "Makes a key and shows it, this once.", mixinStandardHelpOptions = true)
    int create(
            @Mixin InstallationOptions options,
            @Mixin KeyOptions key,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws JsonProcessingException {
        Payload grant = Payload.of(JSON.writeValueAsBytes(key.grant()));
        JsonNode made = ask(options, new ControlRequest("POST", "/keys", Map.of(), grant));
        print(json, made);
        if (!json) {
            out().println("The key is shown this once; only its digest is kept.");
        }
        return 0;
    }

    @Command(name = "list", description = "Lists the keys, without the keys.", mixinStandardHelpOptions = true)
    int list(
            @Mixin InstallationOptions options,
            @Option(names = "--workspace", paramLabel = "W", description = "Those of one workspace.") @Nullable
                    String workspace,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        Map<String, String> query = workspace == null ? Map.of() : Map.of("workspace", workspace);
        print(json, ask(options, new ControlRequest("GET", "/keys", query, Payload.empty())));
        return 0;
    }

    @Command(
            name = "revoke",
            description = "Refuses a key from now on, in every process within a second.",
            mixinStandardHelpOptions = true)
    int revoke(
            @Mixin InstallationOptions options,
            @Parameters(paramLabel = "ID", description = "As keys list shows it.") String id,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        if (!id.matches("[A-Za-z0-9]{1,64}")) {
            // Somebody who pastes the key itself must not see it travel, or stand in a message.
            throw CommandException.badInput("that is no key's id; ./pointsman keys list shows them");
        }
        print(json, ask(options, new ControlRequest("DELETE", "/keys/" + id, Map.of(), Payload.empty())));
        return 0;
    }

    private JsonNode ask(InstallationOptions options, ControlRequest question) {
        Configuration configuration = options.configuration(surroundings);
        try (Router router = router(configuration)) {
            return router.ask(question);
        } catch (ControlException e) {
            throw e.status() < 500 ? CommandException.badInput(String.valueOf(e.getMessage())) : e;
        } catch (IOException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    private Router router(Configuration configuration) throws IOException {
        Optional<Router> running = InstallationOptions.running(configuration, surroundings);
        if (running.isPresent()) {
            return running.get();
        }
        InstallationOptions.refuse(configuration.lines(), configuration.problems());
        return LocalKeys.open(configuration, surroundings.environment());
    }

    private void print(boolean json, JsonNode answer) {
        if (json) {
            JsonOutput.print(out(), answer);
        } else {
            new JsonTables(out()).print(answer);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
