package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints usage for people: a line for each group and one for all, then what was saved, then the budgets. */
final class UsagePrinter {

    private final PrintWriter out;

    UsagePrinter(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode usage) {
        out.println("from " + usage.path("since").asText() + " to "
                + usage.path("until").asText());
        List<String> dimensions = dimensions(usage);
        Table table = new Table(heads(dimensions));
        usage.path("groups").forEach(group -> table.row(cells(dimensions, group)));
        if (usage.path("groups").size() != 1) {
            table.row(cells(dimensions, usage.path("total")));
        }
        table.print(out, "  ");
        notes(usage.path("total"));
        saved(usage);
        budgets(usage.path("budgets"));
    }

    /** What stands before the figures of a group. */
    private static List<String> dimensions(JsonNode usage) {
        List<String> names = new ArrayList<>();
        usage.path("groups").path(0).fieldNames().forEachRemaining(name -> {
            if (!usage.path("total").has(name)) {
                names.add(name);
            }
        });
        return names;
    }

    private static String[] heads(List<String> dimensions) {
        List<String> heads = new ArrayList<>(dimensions);
        heads.addAll(List.of("requests", "errors", "input", "cached", "output", "cost", "estimated", "p50", "p95"));
        return heads.toArray(String[]::new);
    }

    private static Object[] cells(List<String> dimensions, JsonNode row) {
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            JsonNode value = row.path(dimensions.get(i));
            cells.add(value.isTextual() ? value.asText() : value.isMissingNode() && i == 0 ? "all" : "-");
        }
        long cost = row.path("costMicros").asLong();
        cells.addAll(List.of(
                row.path("requests").asText(),
                row.path("errors").asText(),
                row.path("input").asText(),
                row.path("cachedRead").asText(),
                row.path("output").asText(),
                Money.exactly(cost),
                percent(row.path("estimatedMicros").asLong(), cost),
                millis(row.path("p50Millis")),
                millis(row.path("p95Millis"))));
        return cells.toArray();
    }

    private void notes(JsonNode total) {
        if (total.path("unpriced").asLong() > 0) {
            out.println(total.path("unpriced").asText()
                    + " requests went to models whose price nobody knows; they are missing in the cost.");
        }
        if (total.path("byok").asLong() > 0) {
            long byok = total.path("byokMicros").asLong();
            out.println(Money.exactly(byok) + " ("
                    + percent(byok, total.path("costMicros").asLong())
                    + ") were paid with workspaces' own credentials.");
        }
    }

    private void saved(JsonNode usage) {
        JsonNode total = usage.path("total");
        if (!total.has("savedMicros")) {
            return;
        }
        long baseline = total.path("baselineMicros").asLong();
        long saved = total.path("savedMicros").asLong();
        out.println("The same tokens would have cost " + Money.exactly(baseline) + " at "
                + usage.path("baseline").path("model").asText() + " instead of "
                + Money.exactly(total.path("comparedMicros").asLong()) + ": "
                + (saved < 0 ? Money.exactly(-saved) + " more were spent" : Money.exactly(saved) + " saved") + " ("
                + percent(Math.abs(saved), baseline) + ", "
                + total.path("compared").asText() + " requests compared).");
    }

    private void budgets(JsonNode budgets) {
        if (budgets.isEmpty()) {
            return;
        }
        out.println("budgets");
        Table table = new Table("budget", "period", "enforcement", "limit", "spent", "held", "resets");
        for (JsonNode budget : budgets) {
            table.row(
                    budget.path("budget").asText(),
                    budget.path("period").asText(),
                    budget.path("enforcement").asText(),
                    Money.exactly(budget.path("limit").asLong()),
                    Money.exactly(budget.path("spent").asLong()),
                    Money.exactly(budget.path("held").asLong()),
                    budget.path("resetsAt").isTextual()
                            ? budget.path("resetsAt").asText()
                            : "never");
        }
        table.print(out, "  ");
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "-" : Math.round(100.0 * part / whole) + "%";
    }

    private static String millis(JsonNode value) {
        return value.isNumber() ? value.asText() + " ms" : "-";
    }
}
