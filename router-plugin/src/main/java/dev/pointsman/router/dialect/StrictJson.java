package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;

/**
 * How this package reads JSON: one streaming pass over the bytes, within limits, without an object model.
 *
 * <p>The visitors are tolerant: a value of another kind than asked for is passed over, since a vendor judges its own dialect
 * better than we do. Names that occur twice are visited twice.
 */
public final class StrictJson {

    /** The largest body or frame that is read, in bytes. */
    public static final int MAX_BODY = 16 << 20;

    static final int MAX_DEPTH = 100;
    static final int MAX_NUMBER = 100;
    static final int MAX_STRING = 8 << 20;

    private static final JsonFactory FACTORY = ((JsonFactoryBuilder) JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER)
                            .maxStringLength(MAX_STRING)
                            .maxDocumentLength(MAX_BODY)
                            .build())
                    // Names come from strangers: interning them would fill a table of the whole JVM.
                    .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false))
            .build();

    private StrictJson() {}

    /** Visits one member; its value's first token is current. What it does not read is passed over. */
    @FunctionalInterface
    public interface MemberVisitor {
        void member(String name, JsonParser value) throws IOException;
    }

    /** Visits one element; its first token is current. What it does not read is passed over. */
    @FunctionalInterface
    public interface ElementVisitor {
        void element(JsonParser value) throws IOException;
    }

    /**
     * Visits the members of the one object that the bytes are.
     *
     * @throws IOException when they are something else: no JSON, no object, more than one value, beyond a limit. Its message
     *     may quote the bytes and must go nowhere; {@link #problem} says the same without them
     */
    public static void object(Payload payload, MemberVisitor visitor) throws IOException {
        byte[] bytes = payload.array();
        object(bytes, 0, bytes.length, visitor);
    }

    /**
     * As {@link #object}, for a body that a client sent.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} instead of the exception
     */
    public static void request(ModelRequest request, MemberVisitor visitor) {
        try {
            object(request.payload(), visitor);
        } catch (IOException broken) {
            throw InvalidBody.unreadable(broken);
        }
    }

    static void object(byte[] bytes, int offset, int length, MemberVisitor visitor) throws IOException {
        checkEncoding(bytes, offset, length);
        try (JsonParser parser = FACTORY.createParser(bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotOneObjectException("is no JSON object");
            }
            members(parser, visitor);
            if (parser.nextToken() != null) {
                throw new NotOneObjectException("goes on after its JSON object");
            }
        }
    }

    /** Visits the members of the current object; does nothing when the current value is something else. */
    public static void members(JsonParser parser, MemberVisitor visitor) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            visitor.member(name, parser);
            parser.skipChildren();
        }
    }

    /** Visits the elements of the current array; does nothing when the current value is something else. */
    public static void elements(JsonParser parser, ElementVisitor visitor) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            visitor.element(parser);
            parser.skipChildren();
        }
    }

    /** The current value's text, or empty when it is no string. */
    public static String text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
    }

    /** Characters of the current value when it is a string, without making one; else 0. */
    public static int textLength(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getTextLength() : 0;
    }

    /** Characters of all names and values of the current value, white space left out. Consumes it. */
    public static long weight(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isStructStart()) {
            return parser.getTextLength();
        }
        long weight = 2;
        for (int depth = 1; depth > 0; ) {
            token = parser.nextToken();
            if (token.isStructStart()) {
                depth++;
                weight += 2;
            } else if (token.isStructEnd()) {
                depth--;
            } else {
                weight += parser.getTextLength() + 1L;
            }
        }
        return weight;
    }

    /** Whether the text is one JSON value; an empty one counts as {@code {}}, as several vendors write it. */
    public static boolean isJson(String text) {
        if (text.isBlank()) {
            return true;
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException broken) {
            return false;
        }
    }

    /** What is wrong and where, without a byte of the content: {@code is not JSON at byte 17}. */
    public static String problem(IOException exception) {
        return switch (exception) {
            case NotOneObjectException shape -> shape.what;
            case StreamConstraintsException limit ->
                "is beyond a limit (%d levels, numbers of %d characters, strings of %d MB)%s"
                        .formatted(MAX_DEPTH, MAX_NUMBER, MAX_STRING >> 20, at(limit));
            case JsonProcessingException syntax -> "is not JSON" + at(syntax);
            default -> "is not JSON";
        };
    }

    private static String at(JsonProcessingException exception) {
        var location = exception.getLocation();
        return location == null || location.getByteOffset() < 0 ? "" : " at byte " + location.getByteOffset();
    }

    /** The parser would guess UTF-16 and UTF-32 and then tell no byte offsets; a dialect is UTF-8. */
    private static void checkEncoding(byte[] bytes, int offset, int length) throws IOException {
        if (length > MAX_BODY) {
            throw new NotOneObjectException("is larger than %d MB".formatted(MAX_BODY >> 20));
        }
        for (int i = 0; i < Math.min(4, length); i++) {
            int octet = bytes[offset + i] & 0xff;
            if (octet == 0 || octet >= 0xef) {
                throw new NotOneObjectException("is not UTF-8 without a byte order mark");
            }
            if (octet == '{') {
                // A null behind it would be UTF-16.
                if (length > i + 1 && bytes[offset + i + 1] == 0) {
                    throw new NotOneObjectException("is not UTF-8 without a byte order mark");
                }
                return;
            }
        }
    }

    private static final class NotOneObjectException extends IOException {

        private static final long serialVersionUID = 1L;

        private final String what;

        NotOneObjectException(String what) {
            super(what);
            this.what = what;
        }
    }
}
