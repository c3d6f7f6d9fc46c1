package dev.pointsman.provider.support;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import java.io.IOException;

/**
 * Walks small JSON answers (lists of models) without a tree. A visitor may leave what it is shown, read it, or walk into it;
 * what it leaves is skipped. Values of another kind than expected are empty.
 */
public final class JsonWalk {

    private JsonWalk() {}

    /** Sees one member; the parser stands at its value. */
    @FunctionalInterface
    public interface MemberVisitor {
        void see(String name, JsonParser value) throws IOException;
    }

    /** Sees one element; the parser stands at it. */
    @FunctionalInterface
    public interface ElementVisitor {
        void see(JsonParser element) throws IOException;
    }

    /**
     * The members of a whole answer.
     *
     * @param what is expected, in our words: {@code a model list}
     * @throws ProviderException {@code Malformed} when it is not one JSON object
     */
    public static void object(byte[] json, String what, MemberVisitor visitor) {
        try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProviderException(new Malformed(what + " that is no JSON object"));
            }
            members(parser, visitor);
        } catch (IOException e) {
            // The parser's message quotes the vendor, so it is not kept.
            throw new ProviderException(new Malformed(what + " that is not JSON"));
        }
    }

    /** The members of the object at the parser; none when it is no object. */
    public static void members(JsonParser object, MemberVisitor visitor) throws IOException {
        if (object.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (object.nextToken() == JsonToken.FIELD_NAME) {
            String name = object.currentName();
            JsonToken value = object.nextToken();
            visitor.see(name, object);
            skip(object, value);
        }
    }

    /** The elements of the array at the parser; none when it is no array. */
    public static void elements(JsonParser array, ElementVisitor visitor) throws IOException {
        if (array.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        for (JsonToken token = array.nextToken(); token != JsonToken.END_ARRAY; token = array.nextToken()) {
            if (token == null) {
                throw new FramingException("cut");
            }
            visitor.see(array);
            skip(array, token);
        }
    }

    /** A text; empty when it is none. */
    public static String text(JsonParser value) throws IOException {
        return value.currentToken() == JsonToken.VALUE_STRING ? value.getText() : "";
    }

    /** A whole number that fits; 0 when it is none. */
    public static int number(JsonParser value) throws IOException {
        return value.currentToken() == JsonToken.VALUE_NUMBER_INT ? value.getValueAsInt() : 0;
    }

    /** A visitor that walked into the value has left the parser at its end. */
    private static void skip(JsonParser parser, JsonToken began) throws IOException {
        if (began.isStructStart() && parser.currentToken() == began) {
            parser.skipChildren();
        }
    }
}
