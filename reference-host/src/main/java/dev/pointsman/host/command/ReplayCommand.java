package dev.pointsman.host.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.control.Router;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay}: what another policy would have made of past traffic; {@code --check}: that past decisions come out again. */
@Command(
        name = "replay",
        description =
                "Decides past requests again under another policy: cost, latency, share per model, broken demands.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;

    @Mixin
    private InstallationOptions installation;

    @Option(names = "--policy", paramLabel = "FILE", description = "The other policy.")
    private @Nullable Path policy;

    @Option(
            names = "--since",
            paramLabel = "SPAN",
            defaultValue = "7d",
            description = "How far back: 90m, 12h, 7d (default).")
    private String since;

    @Option(names = "--check", description = "Prove that each comes out bit for bit from what was recorded of it.")
    private boolean check;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.since = "7d";
    }

    @Override
    public Integer call() throws JsonProcessingException, InterruptedException {
        if (check == (policy != null)) {
            throw new ParameterException(spec.commandLine(), "Give either --policy FILE or --check.");
        }
        ControlRequest question = question();
        try (Router router = installation.routerOverStore(surroundings)) {
            long decisions = router.ask(new ControlRequest("GET", "/replay", span(), Payload.ofUtf8("")))
                    .path("decisions")
                    .asLong();
            JsonNode answer;
            try (Progress progress =
                    Progress.start(spec.commandLine().getErr(), "deciding " + decisions + " requests again")) {
                answer = router.ask(question);
            }
            print(answer);
            return answer.path("different").asInt() > 0 ? 1 : 0;
        } catch (ControlException e) {
            if (e.status() == 422 || e.status() == 400) {
                throw CommandException.badInput(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private ControlRequest question() throws JsonProcessingException {
        if (policy == null) {
            return new ControlRequest("GET", "/replay/check", span(), Payload.ofUtf8(""));
        }
        Configuration other = Configuration.read(policy);
        InstallationOptions.refuse(other.lines(), other.problems());
        return new ControlRequest("POST", "/replay", span(), Payload.of(JSON.writeValueAsBytes(other.policy())));
    }

    private Map<String, String> span() {
        return Map.of("since", since);
    }

    private void print(JsonNode answer) {
        if (json) {
            JsonOutput.print(spec.commandLine().getOut(), answer);
        } else {
            new JsonTables(spec.commandLine().getOut()).print(answer);
        }
    }
}
