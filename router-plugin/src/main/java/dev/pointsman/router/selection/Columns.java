package dev.pointsman.router.selection;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Columns as JSON and back, bit for bit: an array, or the one value that all rows share. NaN is null, and what JSON has no number
 * for is text.
 */
final class Columns {

    private Columns() {}

    static void write(JsonGenerator json, String name, double[] column) throws IOException {
        json.writeFieldName(name);
        boolean same = Arrays.stream(column)
                .allMatch(value -> Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(column[0]));
        if (same && column.length > 0) {
            number(json, column[0]);
            return;
        }
        json.writeStartArray();
        for (double value : column) {
            number(json, value);
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    static void write(JsonGenerator json, String name, int[] column) throws IOException {
        write(json, name, Arrays.stream(column).asLongStream().toArray());
    }

    static void write(JsonGenerator json, String name, long[] column) throws IOException {
        json.writeFieldName(name);
        if (column.length > 0 && Arrays.stream(column).allMatch(value -> value == column[0])) {
            json.writeNumber(column[0]);
            return;
        }
        json.writeStartArray();
        for (long value : column) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    /** As 0 and 1. */
    static void write(JsonGenerator json, String name, boolean[] column) throws IOException {
        long[] bits = new long[column.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = column[i] ? 1 : 0;
        }
        write(json, name, bits);
    }

    static void write(JsonGenerator json, String name, @Nullable String[] column) throws IOException {
        json.writeFieldName(name);
        if (column.length > 0 && Arrays.stream(column).allMatch(value -> Objects.equals(value, column[0]))) {
            json.writeString(column[0]);
            return;
        }
        json.writeStartArray();
        for (String value : column) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static void read(JsonNode table, String name, double[] into) {
        for (int i = 0; i < into.length; i++) {
            JsonNode value = cell(table, name, i);
            into[i] = value.isNull()
                    ? Double.NaN
                    : value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble();
        }
    }

    static void read(JsonNode table, String name, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = cell(table, name, i).asInt();
        }
    }

    static void read(JsonNode table, String name, long[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = cell(table, name, i).asLong();
        }
    }

    static void read(JsonNode table, String name, boolean[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = cell(table, name, i).asInt() == 1;
        }
    }

    static void read(JsonNode table, String name, @Nullable String[] into) {
        for (int i = 0; i < into.length; i++) {
            JsonNode value = cell(table, name, i);
            into[i] = value.isNull() ? null : value.asText();
        }
    }

    private static JsonNode cell(JsonNode table, String name, int row) {
        JsonNode column = table.path(name);
        JsonNode value = column.isArray() ? column.path(row) : column;
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("the column " + name + " is missing or too short");
        }
        return value;
    }
}
