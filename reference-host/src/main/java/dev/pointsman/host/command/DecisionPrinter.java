package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints a decision's JSON so that a person can follow it: the choice, each candidate's terms, who was dropped, what would flip it. */
final class DecisionPrinter {

    private static final String INDENT = "  ";

    private final PrintWriter out;

    DecisionPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode decision) {
        head(decision);
        kept(decision);
        dropped(decision);
        flips(decision);
    }

    private void head(JsonNode decision) {
        String choice = decision.path("choice").asText("");
        boolean none = decision.path("choice").isNull() || choice.isEmpty();
        out.println(
                (none ? "No model" : choice) + ": " + decision.path("reason").asText("no reason was recorded"));
        out.println(INDENT + "profile " + decision.path("profile").asText() + ", workload "
                + decision.path("workload").asText() + ", decision "
                + decision.path("id").asText());
        if (decision.path("mode").asText("normal").equals("panic")) {
            out.println(INDENT + "every endpoint failed too often lately: only one is tried, once");
        }
        JsonNode margin = decision.path("margin");
        if (margin.isNumber()) {
            out.println(INDENT + "margin " + number(margin.asDouble(), 4) + " over "
                    + decision.path("ranking").path(1).asText("the next"));
        }
    }

    /** In the order of trying; a cell tells what its term adds to the score, and the raw value it comes from. */
    private void kept(JsonNode decision) {
        Map<String, JsonNode> byName = new HashMap<>();
        decision.path("candidates")
                .forEach(candidate -> byName.put(candidate.path("name").asText(), candidate));
        List<JsonNode> ranked = new ArrayList<>();
        for (JsonNode name : decision.path("ranking")) {
            JsonNode candidate = byName.get(name.asText());
            if (candidate != null) {
                ranked.add(candidate);
            }
        }
        if (ranked.isEmpty()) {
            return;
        }
        List<String> terms = names(ranked.getFirst().path("terms"));
        List<String> heads = new ArrayList<>(List.of("", "candidate", "score"));
        for (String term : terms) {
            JsonNode weight = ranked.getFirst().path("terms").path(term).path("weight");
            heads.add(term + " x" + number(weight.asDouble(), 2));
        }
        Table table = new Table(heads.toArray(String[]::new));
        int place = 1;
        for (JsonNode candidate : ranked) {
            List<Object> cells = new ArrayList<>();
            cells.add(place++ + (candidate.path("fallback").asBoolean() ? " fallback" : ""));
            cells.add(candidate.path("name").asText());
            cells.add(number(candidate.path("score").asDouble(), 4));
            terms.forEach(term -> cells.add(term(candidate.path("terms").path(term), unit(decision, term))));
            table.row(cells.toArray());
        }
        out.println();
        table.print(out, INDENT);
    }

    private void dropped(JsonNode decision) {
        Table table = new Table("dropped", "because", "");
        boolean any = false;
        for (JsonNode candidate : decision.path("candidates")) {
            if (candidate.path("verdict").asText().equals("dropped")) {
                table.row(
                        candidate.path("name").asText(),
                        candidate.path("reason").asText(),
                        candidate.path("detail").isTextual()
                                ? candidate.path("detail").asText()
                                : "");
                any = true;
            }
        }
        if (any) {
            out.println();
            table.print(out, INDENT);
        }
    }

    private void flips(JsonNode decision) {
        if (decision.path("flips").isEmpty()) {
            return;
        }
        out.println();
        out.println(INDENT + "what would flip it");
        for (JsonNode flip : decision.path("flips")) {
            double change = flip.path("change").asDouble();
            out.println(INDENT + INDENT + "weight of " + flip.path("weight").asText() + " " + (change < 0 ? "" : "+")
                    + number(change, 3) + " puts " + flip.path("to").asText() + " first");
        }
    }

    private static String term(JsonNode term, String unit) {
        JsonNode raw = term.path("raw");
        String from = raw.isNumber() ? raw(raw.asDouble(), unit) : "unknown";
        return number(term.path("contribution").asDouble(), 3) + " (" + from + ")";
    }

    private static String raw(double value, String unit) {
        return switch (unit) {
            case "usd" -> Money.usd(value);
            case "seconds" -> number(value, 2) + " s";
            case "grams" -> number(value, 3) + " g";
            default -> number(value, 2);
        };
    }

    private static String unit(JsonNode decision, String term) {
        return decision.path("scales").path(term).path("unit").asText("");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> fields = object.fieldNames(); fields.hasNext(); ) {
            names.add(fields.next());
        }
        return names;
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
