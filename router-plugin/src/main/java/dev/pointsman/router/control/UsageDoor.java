package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.money.Baseline;
import dev.pointsman.router.money.LedgerLine;
import dev.pointsman.router.money.TooMuchUsageException;
import dev.pointsman.router.money.UsageGroup;
import dev.pointsman.router.money.UsageQuestion;
import dev.pointsman.router.money.UsageReport;
import dev.pointsman.router.money.UsageReports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /usage}: what requests used and cost, added up or one by one; {@code /usage/caller}: what the holder of one key sees. */
final class UsageDoor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GROUPS_AT_ONCE = 500;

    private final ControlSources sources;
    private final UsageParameters parameters;
    private final CallerUsage caller;

    UsageDoor(ControlSources sources) {
        this.sources = sources;
        this.parameters = new UsageParameters(sources.clock(), new Baselines(sources.status(), sources.clock()));
        this.caller = new CallerUsage(sources);
    }

    List<ControlRoute> routes() {
        return List.of(
                new ControlRoute("GET", "/usage", (request, id) -> usage(request)),
                ControlRoute.json("GET", "/usage/caller", request -> caller.answer(request, reports())));
    }

    private ModelResponse usage(ControlRequest request) {
        UsageQuestion question = parameters.read(request);
        String format = request.query().getOrDefault("format", "json");
        if (UsageParameters.isByRequest(request)) {
            if (format.equals("json")) {
                throw new ControlException(400, "bad_format", "requests one by one come as csv or jsonl: add format");
            }
            return new ExportResponse(ExportFormat.of(format), lines(question));
        }
        if (format.equals("json")) {
            return new JsonResponse(document(question, report(question)));
        }
        return new ExportResponse(ExportFormat.of(format), groups(question, report(question)));
    }

    private UsageReport report(UsageQuestion question) {
        try {
            return reports().report(question);
        } catch (TooMuchUsageException e) {
            throw new ControlException(422, "too_much", String.valueOf(e.getMessage()));
        }
    }

    private UsageReports reports() {
        return sources.accounts()
                .usage()
                .orElseThrow(() -> new ControlException(
                        409,
                        "no_store",
                        "The host lends the router no store, so nothing is kept of what requests used."));
    }

    private Payload document(UsageQuestion question, UsageReport report) {
        ObjectNode json = JSON.createObjectNode();
        json.put("since", Instant.ofEpochMilli(question.sinceMillis()).toString())
                .put("until", Instant.ofEpochMilli(question.untilMillis()).toString())
                .put("unit", "millionths of a USD");
        baseline(json, question.baseline());
        UsageJson.figures(json.putObject("total"), report.total(), question.baseline());
        ArrayNode groups = json.putArray("groups");
        report.groups().forEach(group -> groups.add(UsageJson.group(question, group)));
        BudgetJson.write(sources.budgets().report(sources.config().get().budgets()), json);
        return Payload.ofUtf8(json.toString());
    }

    private static void baseline(ObjectNode json, @Nullable Baseline baseline) {
        if (baseline != null) {
            Price price = baseline.price();
            json.putObject("baseline")
                    .put("model", baseline.model())
                    .put("inputUsdPerMillion", price.input())
                    .put("outputUsdPerMillion", price.output())
                    .put("source", price.source());
        }
    }

    private static Supplier<List<ObjectNode>> groups(UsageQuestion question, UsageReport report) {
        Iterator<UsageGroup> left = report.groups().iterator();
        return () -> {
            List<ObjectNode> rows = new ArrayList<>();
            while (left.hasNext() && rows.size() < GROUPS_AT_ONCE) {
                rows.add(UsageJson.group(question, left.next()));
            }
            return rows;
        };
    }

    private Supplier<List<ObjectNode>> lines(UsageQuestion question) {
        UsageReports reports = reports();
        return new Supplier<>() {
            private @Nullable LedgerLine last;

            @Override
            public List<ObjectNode> get() {
                List<LedgerLine> page = reports.page(question, last);
                if (!page.isEmpty()) {
                    last = page.getLast();
                }
                return page.stream().map(UsageJson::line).toList();
            }
        };
    }
}
