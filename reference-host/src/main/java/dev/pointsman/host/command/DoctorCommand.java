package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.control.Router;
import dev.pointsman.host.control.RouterUnavailableException;
import dev.pointsman.host.doctor.CredentialReferences;
import dev.pointsman.host.doctor.Finding;
import dev.pointsman.host.doctor.Finding.Level;
import dev.pointsman.host.doctor.MachineChecks;
import dev.pointsman.host.doctor.PolicyChecks;
import dev.pointsman.host.doctor.production.Outcome;
import dev.pointsman.host.doctor.production.ProductionChecklist;
import dev.pointsman.host.serve.MadeRouter;
import dev.pointsman.host.serve.MissingRouterException;
import dev.pointsman.host.serve.OpenHost;
import dev.pointsman.host.serve.SealedStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code doctor}: what is wrong with this installation. Exit code 0, or 1 when something must be put right. */
@Command(
        name = "doctor",
        description = "Tells what is wrong with this installation and what to do about it.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;

    @Mixin
    private InstallationOptions installation;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--production",
            description = "Go through the checklist for production; exit code 0 only when all of it holds.")
    private boolean production;

    @Option(
            names = "--unit",
            paramLabel = "FILE",
            description = "With --production: the systemd unit (default: the installed pointsman.service).")
    private @Nullable Path unit;

    @Spec
    private CommandSpec spec;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (production) {
            return checklist(out);
        }
        if (unit != null) {
            throw new ParameterException(spec.commandLine(), "--unit is looked at with --production alone.");
        }
        List<Finding> findings = examine(installation.configuration(surroundings));
        if (json) {
            JsonOutput.print(out, tree(findings));
        } else {
            print(out, findings);
        }
        return findings.stream().anyMatch(finding -> finding.level() == Level.FAIL) ? 1 : 0;
    }

    private int checklist(PrintWriter out) {
        Map<String, Outcome> outcomes = ProductionLook.outcomes(
                installation.configuration(surroundings),
                installation.file(),
                Optional.ofNullable(unit).or(ProductionChecklist::installedUnit),
                surroundings);
        ProductionPrinter printer = new ProductionPrinter(outcomes);
        if (json) {
            JsonOutput.print(out, printer.tree());
        } else {
            printer.print(out);
        }
        return printer.isReady() ? 0 : 1;
    }

    private List<Finding> examine(Configuration configuration) {
        List<Finding> findings = new ArrayList<>();
        boolean running = isRunning(configuration, findings);
        findings.addAll(MachineChecks.of(configuration.gateway(), running));
        try (OpenHost host = surroundings.hosts().apply(configuration)) {
            findings.addAll(PolicyChecks.plugins(host.plugins()));
            credentials(configuration, host, findings);
            router(configuration, host, findings);
        }
        return findings;
    }

    /** The store is opened only for a policy that refers to what is sealed in it. */
    private void credentials(Configuration configuration, OpenHost host, List<Finding> findings) {
        Secrets secrets = host.context().secrets();
        if (!CredentialReferences.anySealed(configuration.policy())) {
            findings.addAll(PolicyChecks.credentials(configuration.policy(), secrets));
            return;
        }
        try (SealedStore store = SealedStore.open(configuration, surroundings.environment())) {
            findings.addAll(PolicyChecks.credentials(
                    configuration.policy(), store.secrets().beside(secrets)));
        } catch (IOException e) {
            findings.add(Finding.fail("sealed credentials", String.valueOf(e.getMessage()), "see the store"));
        }
    }

    private boolean isRunning(Configuration configuration, List<Finding> findings) {
        try {
            Optional<Router> running = InstallationOptions.running(configuration, surroundings);
            running.ifPresent(router -> {
                findings.add(Finding.ok("gateway", "answers on " + router.place()));
                router.close();
            });
            return running.isPresent();
        } catch (RouterUnavailableException e) {
            findings.add(Finding.warn("gateway", String.valueOf(e.getMessage()), ""));
            return false;
        }
    }

    private static void router(Configuration configuration, OpenHost host, List<Finding> findings) {
        List<SettingsProblem> problems = new ArrayList<>(configuration.problems());
        try (MadeRouter router = MadeRouter.make(configuration.policy(), host.context())) {
            findings.addAll(PolicyChecks.problems(configuration, problems));
            findings.addAll(PolicyChecks.candidates(router.ask(ControlRequest.get("/health"))));
        } catch (InvalidSettingsException e) {
            problems.addAll(e.problems());
            findings.addAll(PolicyChecks.problems(configuration, problems));
        } catch (MissingRouterException e) {
            findings.add(Finding.fail("router", String.valueOf(e.getMessage()), "put its jar into the plugins folder"));
        }
    }

    private static void print(PrintWriter out, List<Finding> findings) {
        Table table = new Table("", "what", "found", "what to do");
        for (Finding finding : findings) {
            table.row(finding.level(), finding.subject(), finding.message(), finding.wayOut());
        }
        table.print(out, "");
    }

    private static ObjectNode tree(List<Finding> findings) {
        ObjectNode tree = JSON.createObjectNode();
        ArrayNode list = tree.putArray("findings");
        for (Finding finding : findings) {
            list.addObject()
                    .put("level", finding.level().name().toLowerCase(Locale.ROOT))
                    .put("subject", finding.subject())
                    .put("message", finding.message())
                    .put("wayOut", finding.wayOut());
        }
        return tree;
    }
}
