package dev.pointsman.provider.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON Schema. What it does not know, references among it, is skipped: a sandbox need not be a validator. */
final class SchemaReader {

    private static final int LARGEST_LENGTH = 1_000;

    private @Nullable String type;
    private @Nullable String fixed;
    private final List<String> required = new ArrayList<>();
    private final Map<String, Schema> properties = new LinkedHashMap<>();
    private @Nullable Schema items;
    private @Nullable Schema alternative;
    private @Nullable BigDecimal minimum;
    private @Nullable BigDecimal maximum;
    private int least;
    private int most = Integer.MAX_VALUE;

    private SchemaReader() {}

    /** Reads the value the parser stands at, and leaves it at that value's end. */
    static Schema read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return Schema.anyString();
        }
        SchemaReader reader = new SchemaReader();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            reader.member(name, json);
        }
        return reader.schema();
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "type" -> type = type(json);
            case "required" -> required.addAll(strings(json));
            case "properties" -> properties(json);
            case "items" -> items = read(json);
            case "anyOf", "oneOf", "allOf" -> alternative = firstAlternative(json);
            case "const" -> fixed = copy(json);
            case "enum" -> fixed = firstElement(json);
            case "minimum" -> minimum = number(json);
            case "exclusiveMinimum" -> minimum = above(number(json));
            case "maximum" -> maximum = number(json);
            case "minItems", "minLength" -> least = length(json);
            case "maxLength" -> most = length(json);
            default -> json.skipChildren();
        }
    }

    private Schema schema() {
        if (type == null && properties.isEmpty() && fixed == null && alternative != null) {
            return alternative;
        }
        String known = type != null ? type : properties.isEmpty() ? "string" : "object";
        return new Schema(known, fixed, required, properties, items, minimum, maximum, least, most);
    }

    private void properties(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            properties.put(name, read(json));
        }
    }

    /** A type, or the first of several that is not null. */
    private static @Nullable String type(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        return strings(json).stream()
                .filter(name -> !name.equals("null"))
                .findFirst()
                .orElse(null);
    }

    private static List<String> strings(JsonParser json) throws IOException {
        List<String> strings = new ArrayList<>();
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return strings;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                strings.add(json.getText());
            }
            json.skipChildren();
        }
        return strings;
    }

    private static @Nullable Schema firstAlternative(JsonParser json) throws IOException {
        Schema first = null;
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return null;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Schema schema = read(json);
            if (first == null && !schema.type().equals("null")) {
                first = schema;
            }
        }
        return first;
    }

    private static @Nullable String firstElement(JsonParser json) throws IOException {
        String first = null;
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return null;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String element = copy(json);
            first = first == null ? element : first;
        }
        return first;
    }

    private static String copy(JsonParser json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.FACTORY.createGenerator(text)) {
            out.copyCurrentStructure(json);
        }
        return text.toString();
    }

    private static @Nullable BigDecimal number(JsonParser json) throws IOException {
        if (json.currentToken().isNumeric()) {
            return json.getDecimalValue();
        }
        json.skipChildren();
        return null;
    }

    private static @Nullable BigDecimal above(@Nullable BigDecimal bound) {
        return bound == null ? null : bound.add(BigDecimal.ONE);
    }

    /** A bounded length: nobody may make the sandbox write megabytes. */
    private static int length(JsonParser json) throws IOException {
        BigDecimal number = number(json);
        return number == null
                ? 0
                : number.min(BigDecimal.valueOf(LARGEST_LENGTH))
                        .max(BigDecimal.ZERO)
                        .intValue();
    }
}
