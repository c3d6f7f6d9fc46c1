package dev.pointsman.host.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.host.control.LocalRouter;
import dev.pointsman.host.control.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code explain}: the decision for a request, without calling anyone. */
@Command(
        name = "explain",
        description = "Tells which model a request would get and why, without calling anyone.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LEFT_OUT =
            "No gateway answers, so this was decided here: without the health of vendors, running"
                    + " conversations and what was learnt of answers. Sealed credentials count where the data folder can be read.";

    private final Surroundings surroundings;

    @Mixin
    private InstallationOptions installation;

    @Option(names = "--model", defaultValue = "auto", description = "The model asked for (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--request", paramLabel = "FILE", description = "The request's JSON body (default: a greeting).")
    private @Nullable Path request;

    @Option(names = "--dialect", description = "Of the body: openai-chat, anthropic-messages … (default: openai-chat).")
    private @Nullable String dialect;

    @Option(names = "--workspace", description = "Who asks (default: default).")
    private @Nullable String workspace;

    @Option(names = "--agent", description = "The agent's name.")
    private @Nullable String agent;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "A label of the request; may be repeated.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print the decision as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ControlRequest question = new ControlRequest(
                "POST", "/explain", Map.of(), Payload.ofUtf8(question().toString()));
        JsonNode decision;
        try (Router router = installation.routerOverStore(surroundings)) {
            decision = router.ask(question);
            if (router instanceof LocalRouter) {
                spec.commandLine().getErr().println(LEFT_OUT);
            }
        } catch (ControlException e) {
            throw CommandException.badInput(String.valueOf(e.getMessage()));
        }
        if (json) {
            JsonOutput.print(spec.commandLine().getOut(), decision);
        } else {
            new DecisionPrinter(spec.commandLine().getOut()).print(decision);
        }
        return 0;
    }

    private ObjectNode question() {
        ObjectNode question = JSON.createObjectNode();
        question.put("model", model);
        if (request != null) {
            question.set("request", body(request));
        }
        put(question, "dialect", dialect);
        put(question, "workspace", workspace);
        put(question, "agent", agent);
        if (!labels.isEmpty()) {
            ObjectNode members = question.putObject("labels");
            labels.forEach(members::put);
        }
        return question;
    }

    private static JsonNode body(Path request) {
        try {
            JsonNode body = JSON.readTree(Files.readString(request));
            if (body instanceof ObjectNode) {
                return body;
            }
            throw CommandException.badInput(request + " is not a JSON object");
        } catch (JsonProcessingException e) {
            throw CommandException.badInput(request + " is not JSON (line "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + ")");
        } catch (IOException e) {
            throw CommandException.badInput(request
                    + (Files.exists(request) ? " cannot be read; check its permissions" : ": there is no such file"));
        }
    }

    private static void put(ObjectNode object, String name, @Nullable String value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
