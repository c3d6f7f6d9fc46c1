package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.io.IOException;
import java.util.Optional;

/**
 * JSON trees of the hub. Numbers keep their value and scale (never through a double), members keep their order, a repeated
 * member is an error, nesting ends at 100.
 */
public final class TreeJson {

    private static final int DEEPEST = 100;
    private static final int LONGEST_STRING = 64 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // Names come from strangers: interning them would fill a table of the whole JVM.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectReader READER = MAPPER.reader();

    private TreeJson() {}

    /** @throws ProviderException {@code InvalidRequest} that says where the body stops being JSON */
    public static JsonNode request(Payload body) {
        try {
            return READER.readTree(body.array());
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
            throw invalid(
                    "The body is not JSON" + place + ", repeats a member, or is nested deeper than " + DEEPEST + ".");
        } catch (IOException | NumberFormatException e) {
            // The latter is what the parser makes of an exponent of more than ten digits.
            throw invalid("The body is not JSON, or has a number beyond every limit.");
        }
    }

    /** @throws ProviderException {@code Malformed} */
    public static JsonNode answer(Payload frame) {
        try {
            return READER.readTree(frame.array());
        } catch (IOException | NumberFormatException e) {
            throw malformed("a frame that is not JSON");
        }
    }

    /** The JSON that a text holds; empty when the text is not one JSON value. */
    public static Optional<JsonNode> parsed(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree could not be written", e);
        }
    }

    public static Payload payload(JsonNode node) {
        try {
            return Payload.of(MAPPER.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree could not be written", e);
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What the vendor's error, in the place of an answer, means. */
    public static ProviderException inBandError(JsonNode error) {
        return streamed(error, parser -> InBandError.read(parser).exception());
    }

    /**
     * Reads a tree of an answer with what reads streams, so that both understand a vendor alike.
     *
     * @throws ProviderException {@code Malformed} for a number that is beyond what it counts
     */
    public static <T> T streamed(JsonNode node, StreamedReading<T> reading) {
        try (JsonParser parser = MAPPER.treeAsTokens(node)) {
            parser.nextToken();
            return reading.read(parser);
        } catch (IOException e) {
            throw malformed("a number beyond every limit");
        }
    }

    /** A reader of a parser's current value. */
    @FunctionalInterface
    public interface StreamedReading<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** What the caller can repair, in our words. */
    public static ProviderException invalid(String reason) {
        return new ProviderException(new ProviderFailure.InvalidRequest(400, CallerText.of(reason)));
    }

    /** What the vendor got wrong, without its words. */
    public static ProviderException malformed(String what) {
        return new ProviderException(new ProviderFailure.Malformed(what));
    }
}
