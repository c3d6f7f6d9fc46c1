package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.ListenAddress;
import dev.pointsman.host.demo.Comparison;
import dev.pointsman.host.demo.DemoClient;
import dev.pointsman.host.demo.Outcome;
import dev.pointsman.host.demo.Scenario;
import dev.pointsman.host.demo.VendorCounters;
import dev.pointsman.host.serve.Gateway;
import dev.pointsman.host.serve.MissingRouterException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code demo}: a gateway with sandbox vendors and a short load. Exit code 0 when every request was answered and the vendors
 * counted what the decisions say, else 1.
 */
@Command(
        name = "demo",
        description = "Starts a gateway with sandbox vendors, sends it a short load and tells what the router did.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ListenAddress ANY_PORT = new ListenAddress("127.0.0.1", 0);

    private final Surroundings surroundings;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Folder of plugin jars (default: those that came along).")
    private @Nullable Path plugins;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path data = null;
        try {
            data = Files.createTempDirectory("pointsman-demo");
            return run(configuration(data));
        } catch (InvalidSettingsException e) {
            throw CommandException.failed("the demonstration's policy is refused: " + e.getMessage());
        } catch (MissingRouterException | IOException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        } finally {
            delete(data);
        }
    }

    private Configuration configuration(Path data) {
        Configuration configuration = Configuration.ofPolicy(Scenario.policy());
        return configuration.withGateway(configuration
                .gateway()
                .withListen(ANY_PORT)
                .withAdmin(ANY_PORT)
                .withData(data)
                .withPlugins(plugins));
    }

    private int run(Configuration configuration) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Outcome> outcomes = new ArrayList<>();
        List<Comparison> comparisons;
        try (Gateway gateway = Gateway.open(
                        configuration, Map.of(), surroundings.hosts().apply(configuration));
                DemoClient client = new DemoClient(gateway)) {
            if (!json) {
                head(out, gateway);
            }
            for (Scenario.Ask ask : Scenario.load()) {
                Outcome outcome = client.ask(ask);
                outcomes.add(outcome);
                if (!json) {
                    line(out, ask, outcome);
                }
            }
            comparisons = Comparison.of(outcomes, VendorCounters.requests());
        }
        boolean sound = outcomes.stream().allMatch(outcome -> outcome.status() == 200)
                && comparisons.stream().allMatch(Comparison::agrees);
        if (json) {
            JsonOutput.print(out, tree(outcomes, comparisons, sound));
        } else {
            foot(out, outcomes, comparisons);
        }
        return sound ? 0 : 1;
    }

    private static void head(PrintWriter out, Gateway gateway) {
        out.println("A gateway on " + gateway.dataUrl()
                + " with the vendors cheap, fast, smart, flaky (refuses every other call) and dead.");
        out.println();
        out.printf(Locale.ROOT, "%-13s %-15s %8s %11s  %s%n", "asked for", "answered by", "ms", "cost", "why");
        out.flush();
    }

    private static void line(PrintWriter out, Scenario.Ask ask, Outcome outcome) {
        Long cost = outcome.costMicros();
        out.printf(
                Locale.ROOT,
                "%-13s %-15s %8d %11s  %s%n",
                ask.model(),
                outcome.answered() == null ? "nobody (" + outcome.status() + ")" : outcome.answered(),
                outcome.millis(),
                cost == null ? "unknown" : Money.ofMicros(cost),
                why(outcome));
        out.flush();
    }

    /** The reason, and what was tried in vain before. */
    private static String why(Outcome outcome) {
        String failed = outcome.tries().stream()
                .filter(tried -> !tried.outcome().equals("ok"))
                .map(tried -> tried.candidate() + " " + tried.outcome())
                .collect(Collectors.joining(", "));
        return outcome.reason() + (failed.isEmpty() ? "" : "   [" + failed + "]");
    }

    private static void foot(PrintWriter out, List<Outcome> outcomes, List<Comparison> comparisons) {
        long micros = outcomes.stream()
                .map(Outcome::costMicros)
                .filter(cost -> cost != null)
                .mapToLong(Long::longValue)
                .sum();
        long fallbacks =
                outcomes.stream().filter(outcome -> outcome.tries().size() > 1).count();
        out.println();
        out.println(outcomes.size() + " requests, " + fallbacks + " with a fallback, " + Money.ofMicros(micros)
                + " of make-believe money.");
        out.println();
        Table table = new Table("vendor", "attempts in the decisions", "calls the vendor counted", "");
        comparisons.forEach(
                line -> table.row(line.vendor(), line.recorded(), line.counted(), line.agrees() ? "agree" : "DIFFER"));
        table.print(out, "");
        out.flush();
    }

    private static ObjectNode tree(List<Outcome> outcomes, List<Comparison> comparisons, boolean sound) {
        ObjectNode tree = JSON.createObjectNode();
        ArrayNode requests = tree.putArray("requests");
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            ObjectNode request = requests.addObject()
                    .put("model", Scenario.load().get(i).model())
                    .put("status", outcome.status())
                    .put("answered", outcome.answered())
                    .put("reason", outcome.reason())
                    .put("millis", outcome.millis())
                    .put("costMicros", outcome.costMicros());
            ArrayNode tries = request.putArray("tried");
            outcome.tries()
                    .forEach(tried -> tries.addObject()
                            .put("candidate", tried.candidate())
                            .put("outcome", tried.outcome()));
        }
        ArrayNode vendors = tree.putArray("vendors");
        comparisons.forEach(line -> vendors.addObject()
                .put("vendor", line.vendor())
                .put("recorded", line.recorded())
                .put("counted", line.counted()));
        return tree.put("sound", sound);
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw CommandException.failed("the temporary folder " + folder + " could not be deleted");
        }
    }
}
