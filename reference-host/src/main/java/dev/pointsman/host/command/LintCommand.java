package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.Lines;
import dev.pointsman.host.serve.MadeRouter;
import dev.pointsman.host.serve.MissingRouterException;
import dev.pointsman.host.serve.OpenHost;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lint FILE}: all problems of a policy at once, and what it hardly means. Exit code 2 with problems; warnings are none. */
@Command(
        name = "lint",
        description =
                "Tells all problems of a policy at once, and what it hardly means, each with its path and a way out.",
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The policy, YAML or JSON.")
    private Path file;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Folder of plugin jars (default: those that came along).")
    private @Nullable Path plugins;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    LintCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = Configuration.read(file);
        List<SettingsProblem> problems = new ArrayList<>(configuration.problems());
        configuration.gateway().exposure().ifPresent(problems::add);
        List<SettingsProblem> warnings = new ArrayList<>();
        problems.addAll(ofPolicy(configuration, warnings));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, tree(configuration, problems, warnings));
        } else {
            print(out, configuration, problems, warnings);
        }
        return problems.isEmpty() ? 0 : 2;
    }

    private List<SettingsProblem> ofPolicy(Configuration configuration, List<SettingsProblem> warnings) {
        if (configuration.policy().isEmpty()) {
            return List.of();
        }
        try (OpenHost host = surroundings.hosts().apply(at(configuration));
                MadeRouter router = MadeRouter.make(configuration.policy(), host.context())) {
            warnings(router, warnings);
            return List.of();
        } catch (InvalidSettingsException e) {
            warnings.addAll(e.warnings());
            return e.problems();
        } catch (MissingRouterException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    /** A router that cannot tell its policy has no warnings either. */
    private static void warnings(MadeRouter router, List<SettingsProblem> into) {
        try {
            for (JsonNode warning : router.ask(ControlRequest.get("/policy")).path("warnings")) {
                into.add(new SettingsProblem(
                        warning.path("path").asText(),
                        warning.path("message").asText(),
                        warning.path("wayOut").asText()));
            }
        } catch (ControlException e) {
            if (e.status() != 404) {
                throw e;
            }
        }
    }

    private Configuration at(Configuration configuration) {
        return plugins == null
                ? configuration
                : configuration.withGateway(configuration.gateway().withPlugins(plugins));
    }

    private static void print(
            PrintWriter out,
            Configuration configuration,
            List<SettingsProblem> problems,
            List<SettingsProblem> warnings) {
        Lines lines = configuration.lines();
        problems.forEach(problem -> out.println(lines.print(problem)));
        warnings.forEach(warning -> out.println(lines.print(warning) + " (warning)"));
        configuration.notes().forEach(note -> out.println(lines.print(note) + " (harmless)"));
        if (problems.isEmpty()) {
            out.println(lines.file() + ": no problem" + (warnings.isEmpty() ? "" : ", " + count(warnings, "warning")));
        } else {
            out.println(count(problems, "problem"));
        }
    }

    private static String count(List<SettingsProblem> list, String word) {
        return list.size() + " " + word + (list.size() == 1 ? "" : "s");
    }

    private static ObjectNode tree(
            Configuration configuration, List<SettingsProblem> problems, List<SettingsProblem> warnings) {
        ObjectNode tree = JSON.createObjectNode();
        list(tree.putArray("problems"), configuration.lines(), problems);
        list(tree.putArray("warnings"), configuration.lines(), warnings);
        return tree;
    }

    private static void list(ArrayNode list, Lines lines, List<SettingsProblem> problems) {
        for (SettingsProblem problem : problems) {
            list.addObject()
                    .put("line", lines.line(problem.path()))
                    .put("path", problem.path())
                    .put("message", problem.message())
                    .put("wayOut", problem.wayOut());
        }
    }
}
