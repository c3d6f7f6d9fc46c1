package dev.pointsman.router.dialect.laws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;

/** Ways in which clients write the same tree. Written by hand, so that no library's writer is checked against its own reader. */
enum JsonStyle {
    COMPACT("", "", "", false),
    SPACED(" ", "\n  ", "\t", false),
    ESCAPED("", " ", "", true);

    private final String aroundColon;
    private final String afterComma;
    private final String beforeEnd;
    private final boolean escaping;

    JsonStyle(String aroundColon, String afterComma, String beforeEnd, boolean escaping) {
        this.aroundColon = aroundColon;
        this.afterComma = afterComma;
        this.beforeEnd = beforeEnd;
        this.escaping = escaping;
    }

    String write(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    private void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            out.append('{');
            for (Iterator<Map.Entry<String, JsonNode>> members = node.fields(); members.hasNext(); ) {
                Map.Entry<String, JsonNode> member = members.next();
                text(member.getKey(), out);
                out.append(aroundColon).append(':').append(aroundColon);
                write(member.getValue(), out);
                if (members.hasNext()) {
                    out.append(',').append(afterComma);
                }
            }
            out.append(beforeEnd).append('}');
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                out.append(i == 0 ? "" : "," + afterComma);
                write(node.get(i), out);
            }
            out.append(beforeEnd).append(']');
        } else if (node.isTextual()) {
            text(node.asText(), out);
        } else {
            out.append(node.toString());
        }
    }

    private void text(String text, StringBuilder out) {
        if (!escaping) {
            out.append(TextNode.valueOf(text));
            return;
        }
        out.append('"');
        for (char c : text.toCharArray()) {
            if (c == '/') {
                out.append("\\/");
            } else if (c < ' ' || c == '"' || c == '\\' || c > '~' || c == 'e') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
