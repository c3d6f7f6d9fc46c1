package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the few JSON documents that are the edge's own, and looks into a frame where an error must continue it. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** One object; the body writes its members. */
    static byte[] object(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** What stands in an array: the members of one object. */
    interface Element<T> {
        void write(T value) throws IOException;
    }

    /** An array member with one object for each value. */
    static <T> void objects(JsonGenerator json, String name, List<T> values, Element<T> element) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeStartObject();
            element.write(value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A value that is JSON already. */
    static void raw(JsonGenerator json, byte[] value) throws IOException {
        json.writeRawValue(new String(value, StandardCharsets.UTF_8));
    }

    static JsonParser parser(Payload payload) throws IOException {
        return FACTORY.createParser(payload.array());
    }

    /** Moves a new parser to the value of a member of the document's top level; false when there is none. */
    static boolean seek(JsonParser parser, String name) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /** A string member, or JSON's null. */
    static void string(JsonGenerator json, String name, @Nullable String value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
            return;
        }
        json.writeString(value);
    }
}
