package dev.pointsman.host.command;

import dev.pointsman.provider.testkit.Traffic;
import dev.pointsman.provider.testkit.faultkit.CaseResult;
import dev.pointsman.provider.testkit.faultkit.FaultCase;
import dev.pointsman.provider.testkit.faultkit.FaultCatalog;
import dev.pointsman.provider.testkit.faultkit.FaultKit;
import dev.pointsman.provider.testkit.faultkit.FaultReport;
import dev.pointsman.provider.testkit.faultkit.FaultyVendors;
import dev.pointsman.provider.testkit.faultkit.KnownGateway;
import dev.pointsman.provider.testkit.faultkit.Target;
import dev.pointsman.provider.testkit.faultkit.VendorAddresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code faultkit}: the fault rows against any gateway of this machine that speaks OpenAI's chat completions. Exit code 0 when it
 * does in every case as it should, else 1.
 */
@Command(
        name = "faultkit",
        description = {
            "Starts vendors that fail in every known way, and asks a gateway that is configured to use them.",
            "First --config writes what the gateway needs; then, with the gateway running, --target runs the cases."
        },
        mixinStandardHelpOptions = true)
final class FaultKitCommand implements Callable<Integer> {

    @Option(
            names = "--for",
            paramLabel = "GATEWAY",
            defaultValue = "POINTSMAN",
            description = "${COMPLETION-CANDIDATES}: whose configuration, and how a case is asked for.")
    private KnownGateway gateway;

    @Option(names = "--config", paramLabel = "FILE", description = "Write the gateway's configuration there.")
    private @Nullable Path config;

    @Option(names = "--target", paramLabel = "URL", description = "Run against this gateway; without /v1.")
    private @Nullable URI target;

    @Option(names = "--key", defaultValue = "", description = "The key that the gateway's clients show.")
    private String key;

    @Option(names = "--model", description = "The model to ask for; {case} stands for the case's name.")
    private @Nullable String model;

    @Option(names = "--case", paramLabel = "NAME", description = "Only cases whose name contains this.")
    private @Nullable String only;

    @Option(
            names = "--port",
            defaultValue = "8490",
            description = "Of the vendors; they take it and the two behind it.")
    private int port;

    @Option(
            names = "--patience-millis",
            defaultValue = "1000",
            description = "How long the gateway is configured to wait for a vendor that says nothing.")
    private long patienceMillis;

    @Option(names = "--out", paramLabel = "DIR", description = "Write faultkit.md and faultkit.json there.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (config == null && target == null) {
            throw CommandException.badInput("say --config FILE to write a configuration, or --target URL to run");
        }
        try {
            if (config != null) {
                Files.writeString(config, gateway.configuration(VendorAddresses.from(port), patience()));
            }
            return target == null ? 0 : run(target);
        } catch (UncheckedIOException | IOException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    private int run(URI url) throws IOException, InterruptedException {
        FaultReport report = report(target(url));
        if (folder != null) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("faultkit.md"), report.markdown());
            Files.writeString(
                    folder.resolve("faultkit.json"), FaultJson.of(report).toPrettyString());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, FaultJson.of(report));
        } else {
            print(out, report);
        }
        return report.allPassed() ? 0 : 1;
    }

    private Target target(URI url) {
        try {
            return new Target(
                    url,
                    key,
                    model == null ? gateway.model() : model,
                    each -> gateway.headers(VendorAddresses.from(port), each, patience()),
                    patience().multipliedBy(6).plusSeconds(5));
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(String.valueOf(e.getMessage()));
        }
    }

    private FaultReport report(Target asked) throws IOException, InterruptedException {
        PrintWriter progress = spec.commandLine().getErr();
        List<FaultCase> cases = FaultCatalog.cases().stream()
                .filter(each -> only == null || each.name().contains(only))
                .toList();
        List<CaseResult> results = new ArrayList<>();
        try (FaultyVendors vendors = FaultyVendors.start(port);
                FaultKit kit = new FaultKit(vendors, asked)) {
            for (FaultCase each : cases) {
                CaseResult result = kit.run(Traffic.openAiChat(), each);
                results.add(result);
                progress.println((result.verdict().passed() ? "ok    " : "FAIL  ") + each.name() + ": "
                        + result.verdict().finding());
                progress.flush();
            }
        }
        return new FaultReport(results);
    }

    private Duration patience() {
        return Duration.ofMillis(patienceMillis);
    }

    private static void print(PrintWriter out, FaultReport report) {
        Table table = new Table("", "row", "case", "expected", "seen", "attempts", "ms");
        for (CaseResult result : report.results()) {
            table.row(
                    result.verdict().passed() ? "ok" : "FAIL",
                    result.faultCase().fault().row(),
                    result.faultCase().name(),
                    result.faultCase().expectation().words(),
                    result.verdict().finding(),
                    result.attempts(),
                    result.answer().took().toMillis());
        }
        table.print(out, "");
        out.println();
        out.println(report.passed() + " of " + report.results().size() + " as expected");
    }
}
