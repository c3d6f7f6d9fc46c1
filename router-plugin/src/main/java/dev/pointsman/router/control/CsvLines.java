package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/**
 * Flat objects as lines of CSV (RFC 4180). A text that a spreadsheet would take for a formula, since callers choose some of them,
 * gets an apostrophe in front.
 */
final class CsvLines {

    private static final String FORMULA = "=+-@\t\r\n";
    private static final String QUOTED = ",\"\r\n";

    private CsvLines() {}

    /** The names of an object's members. */
    static String head(ObjectNode object) {
        StringBuilder line = new StringBuilder();
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            line.append(line.isEmpty() ? "" : ",").append(names.next());
        }
        return line.append("\r\n").toString();
    }

    static String line(ObjectNode object) {
        StringBuilder line = new StringBuilder();
        boolean first = true;
        for (JsonNode value : object) {
            line.append(first ? "" : ",").append(cell(value));
            first = false;
        }
        return line.append("\r\n").toString();
    }

    private static String cell(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            return value.asText();
        }
        String text = value.asText();
        if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.chars().anyMatch(character -> QUOTED.indexOf(character) >= 0)
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }
}
