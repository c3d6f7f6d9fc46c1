package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the door reads from a body, in one pass that keeps nothing else: everything but these two is the router's. The pass goes
 * to the end, so that broken JSON is told here with its place and costs no vendor a request.
 *
 * @param model as the body names it; null where it names none
 * @param streaming whether the body asks for a stream
 */
record BodyFacts(@Nullable String model, boolean streaming) {

    static final int DEPTH = 100;
    private static final int NUMBER_LENGTH = 100;
    private static final int NAME_LENGTH = 256;
    /** A request has about twenty; a hostile one has millions. */
    private static final int MEMBERS = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(NUMBER_LENGTH)
                    .maxNameLength(NAME_LENGTH)
                    // Images and documents are one string each; the body's own limit bounds them.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // Else a body in UTF-16 would be read here and misread by everyone behind us.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // Names are a stranger's: they must not fill a table of the JVM's.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /**
     * @throws ProblemException 400, with the place, when it is not one JSON object, too deep, repeats a member at its top, or
     *     one of the two has another type than it must
     */
    static BodyFacts read(Payload body) throws ProblemException {
        return read(body, false);
    }

    /** @param unlessTold whether a body that does not say streams; otherwise as {@link #read(Payload)} */
    static BodyFacts read(Payload body, boolean unlessTold) throws ProblemException {
        try (JsonParser json = FACTORY.createParser(body.array())) {
            return read(json, unlessTold);
        } catch (StreamConstraintsException e) {
            throw broken(
                    "json_limit_exceeded",
                    "is nested deeper than " + DEPTH + " levels or has an oversized token",
                    e.getLocation());
        } catch (JsonProcessingException e) {
            throw broken("invalid_json", "is not valid JSON", e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static BodyFacts read(JsonParser json, boolean unlessTold) throws IOException, ProblemException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw broken("invalid_json", "is not a JSON object", json.currentTokenLocation());
        }
        Set<String> seen = new HashSet<>();
        String model = null;
        boolean streaming = unlessTold;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            // Two readers may choose differently between two members of one name: the door one, a vendor the other.
            if (!seen.add(name) || seen.size() > MEMBERS) {
                throw broken("invalid_json", "repeats a member or has too many", json.currentTokenLocation());
            }
            JsonToken value = json.nextToken();
            switch (name) {
                case "model" -> model = model(json, value);
                case "stream" -> streaming = streaming(value, unlessTold);
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw broken("invalid_json", "goes on after its end", json.currentTokenLocation());
        }
        return new BodyFacts(model, streaming);
    }

    private static @Nullable String model(JsonParser json, JsonToken value) throws IOException, ProblemException {
        return switch (value) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> null;
            default -> throw new ProblemException(Problem.invalid("invalid_type", "model must be a string.", "model"));
        };
    }

    private static boolean streaming(JsonToken value, boolean unlessTold) throws ProblemException {
        return switch (value) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> unlessTold;
            default ->
                throw new ProblemException(Problem.invalid("invalid_type", "stream must be true or false.", "stream"));
        };
    }

    /** Our own words: the parser's would quote the body. */
    private static ProblemException broken(String code, String what, @Nullable JsonLocation place) {
        String where = place == null
                ? ""
                : " at line " + place.getLineNr() + ", column " + place.getColumnNr() + " (byte "
                        + Math.max(0, place.getByteOffset()) + ")";
        return new ProblemException(Problem.invalid(code, "The request's body " + what + where + ".", null));
    }
}
