package dev.pointsman.router.dialect.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;

/** What is said in every dialect: somebody asks the harbour office for the tide. */
final class Story {

    static final String SYSTEM = "You answer for the harbour office.";
    static final String QUESTION = "When is high tide at Skagen today?";
    /** An answer comes in two pieces where it streams. */
    static final String ANSWER_1 = "High tide is ";

    static final String ANSWER_2 = "at a quarter past six.";
    static final String ANSWER = ANSWER_1 + ANSWER_2;

    static final String TOOL = "tide_table";
    static final String TOOL_PURPOSE = "High and low water of a port";
    static final String SCHEMA =
            "{'type':'object','properties':{'port':{'type':'string','description':'Name of the port'}},"
                    + "'required':['port']}";
    static final String ARGUMENTS_1 = "{\"port\":";
    static final String ARGUMENTS_2 = "\"Skagen\"}";
    static final String ARGUMENTS = ARGUMENTS_1 + ARGUMENTS_2;
    static final String RESULT = "06:15 high, 12:20 low";

    static final String OTHER_TOOL = "wind_now";
    static final String OTHER_PURPOSE = "Wind at a pier";
    static final String OTHER_SCHEMA = "{'type':'object','properties':{'pier':{'type':'string'}},'required':['pier']}";
    static final String OTHER_ARGUMENTS = "{\"pier\":\"north mole\"}";

    static final String THOUGHT = "Skagen lies on the open sea.";
    static final String SIGNATURE = "c2lnbmVkIGJ5IHRoZSB2ZW5kb3I=";

    static final String FORM =
            "{'type':'object','properties':{'high_water':{'type':'string'}},'required':['high_water'],"
                    + "'additionalProperties':false}";
    static final String FORMED_1 = "{\"high_water\":";
    static final String FORMED_2 = "\"06:15\"}";

    /** A grey dot. */
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

    static final String LINK = "https://harbour.example/tide.png";

    static final String REFUSAL = "I do not help with that.";

    /** All of the input; {@link #CACHED} came from a cache and {@link #WRITTEN} went into it, in {@link Feature#CACHED} alone. */
    static final int INPUT = 1300;

    static final int CACHED = 1024;
    static final int WRITTEN = 117;
    static final int FRESH = INPUT - CACHED - WRITTEN;
    static final int OUTPUT = 43;

    /** Of the output, in {@link Feature#REASONING} alone. */
    static final int THINKING = 19;

    private Story() {}

    static String firstPiece(Feature feature) {
        return feature == Feature.SCHEMA ? FORMED_1 : ANSWER_1;
    }

    static String secondPiece(Feature feature) {
        return feature == Feature.SCHEMA ? FORMED_2 : ANSWER_2;
    }

    /** What the vendor says in text; empty where it calls tools. */
    static String said(Feature feature) {
        return switch (feature) {
            case TOOLS, PARALLEL -> "";
            case REFUSAL -> REFUSAL;
            default -> firstPiece(feature) + secondPiece(feature);
        };
    }

    static boolean calls(Feature feature) {
        return feature == Feature.TOOLS || feature == Feature.PARALLEL;
    }

    static boolean offersTools(Feature feature) {
        return calls(feature) || feature == Feature.RESULT || feature == Feature.FAILED_RESULT;
    }

    /** JSON with single quotes. */
    static ObjectNode json(String text) {
        return (ObjectNode) TreeJson.parsed(text.replace('\'', '"')).orElseThrow(() -> new AssertionError(text));
    }

    static JsonNode list(String text) {
        return TreeJson.parsed(text.replace('\'', '"')).orElseThrow(() -> new AssertionError(text));
    }

    /** A JSON text inside a JSON text, for {@link #json}. */
    static String escaped(String text) {
        return text.replace("\"", "\\'");
    }

    static Frame frame(String json) {
        return Frame.ofUtf8(TreeJson.text(json(json)));
    }

    static Frame named(String name, String json) {
        return new Frame(name, Payload.ofUtf8(TreeJson.text(json(json))));
    }

    /** An event whose name stands in its data too. */
    static Frame typed(String json) {
        ObjectNode event = json(json);
        return new Frame(event.path("type").asText(), TreeJson.payload(event));
    }

    static List<Frame> frames(Frame... frames) {
        return List.of(frames);
    }
}
