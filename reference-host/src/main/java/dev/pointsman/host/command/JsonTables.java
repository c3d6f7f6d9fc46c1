package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Prints any answer of the admin port: single values as lines, each list of objects as a table of its members. The router may
 * thus say more tomorrow without a change here.
 */
final class JsonTables {

    private final PrintWriter out;

    JsonTables(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode answer) {
        if (answer.isArray()) {
            table("", answer);
            return;
        }
        answer.properties().forEach(member -> {
            if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                out.println(member.getKey() + ": " + member.getValue().asText());
            }
        });
        answer.properties().forEach(member -> {
            if (member.getValue().isArray()) {
                table(member.getKey(), member.getValue());
            } else if (member.getValue().isObject()) {
                out.println(member.getKey() + ": " + cell(member.getValue()));
            }
        });
    }

    private void table(String name, JsonNode rows) {
        if (rows.isEmpty()) {
            out.println(name.isEmpty() ? "nothing" : name + ": none");
            return;
        }
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
        if (columns.isEmpty()) {
            out.println(name + ": " + cell(rows));
            return;
        }
        if (!name.isEmpty()) {
            out.println(name);
        }
        Table table = new Table(columns.toArray(String[]::new));
        for (JsonNode row : rows) {
            table.row(columns.stream().map(column -> cell(row.path(column))).toArray());
        }
        table.print(out, "  ");
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        if (value.isValueNode()) {
            return value.asText();
        }
        List<String> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(part -> parts.add(cell(part)));
        } else {
            value.properties().forEach(member -> parts.add(member.getKey() + "=" + cell(member.getValue())));
        }
        return String.join(" ", parts);
    }
}
