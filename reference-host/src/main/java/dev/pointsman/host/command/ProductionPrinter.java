package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.host.doctor.production.Outcome;
import dev.pointsman.host.doctor.production.Outcome.Broken;
import dev.pointsman.host.doctor.production.Outcome.Flaw;
import dev.pointsman.host.doctor.production.Outcome.Held;
import dev.pointsman.host.doctor.production.Outcome.Unknown;
import java.io.PrintWriter;
import java.util.Map;

/** Prints the production checklist: a line for each check, below a broken one what to change. */
final class ProductionPrinter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Outcome> outcomes;

    /** @param outcomes by the id of their check */
    ProductionPrinter(Map<String, Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /** Whether every check is held. */
    boolean isReady() {
        return count(Held.class) == outcomes.size();
    }

    void print(PrintWriter out) {
        int width = outcomes.keySet().stream().mapToInt(String::length).max().orElse(0);
        String indent = " ".repeat(width + 4);
        outcomes.forEach((id, outcome) -> {
            String name = id + " ".repeat(width - id.length());
            switch (outcome) {
                case Held held -> out.println("✓ " + name + "  " + held.found());
                case Unknown unknown -> out.println("? " + name + "  " + unknown.reason());
                case Broken broken -> {
                    String lead = "✗ " + name + "  ";
                    for (Flaw flaw : broken.flaws()) {
                        out.println(lead + flaw.where() + ": " + flaw.message());
                        out.println(indent + "→ " + flaw.change());
                        lead = indent;
                    }
                }
            }
        });
        out.println();
        out.println(count(Held.class) + " of " + outcomes.size() + " hold, " + count(Broken.class)
                + " do not, " + count(Unknown.class) + " cannot be told"
                + (isReady() ? ": ready for production" : ": not ready for production"));
    }

    ObjectNode tree() {
        ObjectNode tree = JSON.createObjectNode().put("ready", isReady());
        ArrayNode checks = tree.putArray("checks");
        outcomes.forEach((id, outcome) -> {
            ObjectNode check = checks.addObject().put("id", id);
            switch (outcome) {
                case Held held -> check.put("state", "held").put("found", held.found());
                case Unknown unknown -> check.put("state", "unknown").put("found", unknown.reason());
                case Broken broken -> {
                    ArrayNode flaws = check.put("state", "broken").putArray("flaws");
                    broken.flaws()
                            .forEach(flaw -> flaws.addObject()
                                    .put("where", flaw.where())
                                    .put("message", flaw.message())
                                    .put("change", flaw.change()));
                }
            }
        });
        return tree;
    }

    private long count(Class<? extends Outcome> state) {
        return outcomes.values().stream().filter(state::isInstance).count();
    }
}
