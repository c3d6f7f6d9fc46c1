package dev.pointsman.host.command;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.host.control.Router;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code usage}: requests, tokens and money, by whatever they can be told apart by. */
@Command(
        name = "usage",
        description =
                "Adds up requests, errors, tokens, money and latency; compares with what another model would have cost.",
        mixinStandardHelpOptions = true)
final class UsageCommand implements Callable<Integer> {

    private static final String BY_REQUEST = "request";

    private final Surroundings surroundings;

    @Mixin
    private LookOptions look;

    @Option(names = "--since", paramLabel = "TIME", description = "From: 12h, 7d, 2026-11-01 (default: 30d).")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before: as --since (default: now).")
    private @Nullable String until;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "WHAT",
            description =
                    "One line for each: workspace, model, provider, profile, workload, agent, key, day; or request alone,"
                            + " with --csv or --json (default: model).")
    private @Nullable List<String> by;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "WHAT=VALUE",
            description = "Those requests alone, for example workspace=engineering.")
    private @Nullable Map<String, String> only;

    @Option(
            names = "--baseline",
            paramLabel = "MODEL",
            description = "Tell what the same tokens would have cost at this one: provider/model.")
    private @Nullable String baseline;

    @Option(names = "--csv", description = "Print CSV (RFC 4180).")
    private boolean csv;

    UsageCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (csv && look.isJson()) {
            throw CommandException.badInput("--csv and --json are two forms of the same; name one");
        }
        Router router = look.installation().routerOverStore(surroundings);
        try (Progress progress = Progress.start(look.err(), "adding up")) {
            boolean single = by != null && by.contains(BY_REQUEST);
            if (csv || (single && look.isJson())) {
                return export(router, csv ? "csv" : "jsonl");
            }
            return look.show(router, question(Map.of()), (out, usage) -> new UsagePrinter(out).print(usage));
        } catch (ControlException e) {
            if (e.code().equals("no_store")) {
                throw CommandException.failed("nothing is recorded yet: there is no store in the data folder; start the"
                        + " gateway, or name its folder with --data");
            }
            throw e.status() < 500 ? CommandException.badInput(String.valueOf(e.getMessage())) : e;
        }
    }

    private int export(Router router, String format) {
        try (router) {
            router.copy(question(Map.of("format", format)), look.out());
        }
        look.out().flush();
        return 0;
    }

    private ControlRequest question(Map<String, String> format) {
        Map<String, String> query = new LinkedHashMap<>(format);
        if (only != null) {
            query.putAll(only);
        }
        put(query, "since", since);
        put(query, "until", until);
        put(query, "by", by == null ? null : String.join(",", by));
        put(query, "baseline", baseline);
        return new ControlRequest("GET", "/usage", query, Payload.empty());
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
