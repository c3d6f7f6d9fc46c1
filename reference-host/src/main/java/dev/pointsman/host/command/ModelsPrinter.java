package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Prints the candidates: prices in USD per million tokens, windows in tokens. */
final class ModelsPrinter {

    private final PrintWriter out;

    ModelsPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode answer) {
        if (answer.path("models").isEmpty()) {
            out.println("No candidate is known; ./pointsman doctor tells why.");
            return;
        }
        Table table = new Table("candidate", "$ in", "$ out", "window", "where", "owner", "now");
        for (JsonNode model : answer.path("models")) {
            table.row(
                    model.path("name").asText(),
                    text(model.path("price").path("input")),
                    text(model.path("price").path("output")),
                    text(model.path("window")),
                    model.path("local").asBoolean() ? "local" : text(model.path("region")),
                    text(model.path("owner")),
                    state(model));
        }
        table.print(out, "");
    }

    private static String state(JsonNode model) {
        if (model.path("usable").asBoolean()) {
            return "usable";
        }
        long millis = model.path("closedForMillis").asLong();
        return text(model.path("closedBy")) + (millis > 0 ? " for " + (millis + 999) / 1000 + " s" : "");
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "-" : value.asText();
    }
}
