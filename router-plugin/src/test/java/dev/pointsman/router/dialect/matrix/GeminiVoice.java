package dev.pointsman.router.dialect.matrix;

import static dev.pointsman.router.dialect.matrix.Story.escaped;
import static dev.pointsman.router.dialect.matrix.Story.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;

/** Gemini's generateContent. It signs the part that follows its thoughts. */
final class GeminiVoice implements ClientVoice, VendorVoice {

    private static final String FIRST_CALL =
            "{'functionCall':{'name':'" + Story.TOOL + "','args':" + Story.ARGUMENTS + "}}";
    private static final String OTHER_CALL =
            "{'functionCall':{'name':'" + Story.OTHER_TOOL + "','args':" + Story.OTHER_ARGUMENTS + "}}";
    private static final String SIGNED = ",'thoughtSignature':'" + Story.SIGNATURE + "'";

    @Override
    public Dialect dialect() {
        return Dialect.GEMINI_GENERATE;
    }

    @Override
    public ObjectNode asks(Feature feature, boolean streaming) {
        ObjectNode body = json("{'systemInstruction':{'parts':[{'text':'" + Story.SYSTEM + "'}]}}");
        ArrayNode contents = body.putArray("contents");
        contents.add(json("{'role':'user','parts':[{'text':'" + Story.QUESTION + "'}]}"));
        ObjectNode config = body.putObject("generationConfig").put("maxOutputTokens", 4000);
        if (Story.offersTools(feature)) {
            ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
            functions.add(tool(Story.TOOL, Story.TOOL_PURPOSE, Story.SCHEMA));
            if (feature == Feature.PARALLEL) {
                functions.add(tool(Story.OTHER_TOOL, Story.OTHER_PURPOSE, Story.OTHER_SCHEMA));
            }
        }
        switch (feature) {
            case TEXT -> config.put("temperature", 0.5);
            case TOOLS -> body.set("toolConfig", json("{'functionCallingConfig':{'mode':'AUTO'}}"));
            case RESULT, FAILED_RESULT -> {
                contents.add(json("{'role':'model','parts':[" + FIRST_CALL + "]}"));
                contents.add(json("{'role':'user','parts':[{'functionResponse':{'name':'" + Story.TOOL
                        + "','response':{'" + (feature == Feature.RESULT ? "output" : "error") + "':'" + Story.RESULT
                        + "'}}}]}"));
            }
            case SETTINGS ->
                config.put("topP", 0.9)
                        .put("topK", 40)
                        .put("seed", 7)
                        .put("presencePenalty", 0.5)
                        .putArray("stopSequences")
                        .add("###");
            case LINKED ->
                ((ArrayNode) contents.at("/0/parts"))
                        .add(json("{'fileData':{'mimeType':'image/png','fileUri':'" + Story.LINK + "'}}"));
            case REASONING -> config.set("thinkingConfig", json("{'includeThoughts':true,'thinkingBudget':2048}"));
            case IMAGES ->
                ((ArrayNode) contents.at("/0/parts"))
                        .add(json("{'inlineData':{'mimeType':'image/png','data':'" + Story.PNG + "'}}"));
            case SCHEMA -> {
                config.put("responseMimeType", "application/json");
                config.set("responseJsonSchema", json(Story.FORM));
            }
            default -> {}
        }
        return body;
    }

    private static ObjectNode tool(String name, String purpose, String schema) {
        return json("{'name':'" + name + "','description':'" + purpose + "','parametersJsonSchema':" + schema + "}");
    }

    @Override
    public ObjectNode asksAgain(Feature feature, boolean streaming, JsonNode answer) {
        ObjectNode body = asks(feature, streaming);
        ArrayNode contents = (ArrayNode) body.path("contents");
        contents.add(answer.at("/candidates/0/content"));
        contents.add(json("{'role':'user','parts':[{'text':'And tomorrow?'}]}"));
        return body;
    }

    @Override
    public JsonNode answers(Feature feature) {
        if (feature == Feature.ERROR) {
            return json("{'error':{'code':503,'message':'busy','status':'UNAVAILABLE'}}");
        }
        List<String> parts = new ArrayList<>();
        if (feature == Feature.REASONING) {
            parts.add(thought());
        }
        if (Story.calls(feature)) {
            parts.add(FIRST_CALL);
            if (feature == Feature.PARALLEL) {
                parts.add(OTHER_CALL);
            }
        } else {
            parts.add(text(Story.said(feature), feature == Feature.REASONING ? SIGNED : ""));
        }
        return chunk(parts, finish(feature), usage(feature));
    }

    private static String thought() {
        return "{'text':'" + Story.THOUGHT + "','thought':true}";
    }

    private static String text(String text, String more) {
        return "{'text':'" + escaped(text) + "'" + more + "}";
    }

    private static String finish(Feature feature) {
        return feature == Feature.REFUSAL ? "SAFETY" : "STOP";
    }

    private static ObjectNode chunk(List<String> parts, String finish, ObjectNode usage) {
        ObjectNode candidate = json("{'content':{'role':'model','parts':[" + String.join(",", parts) + "]},'index':0}");
        if (!finish.isEmpty()) {
            candidate.put("finishReason", finish);
        }
        ObjectNode chunk = TreeJson.object();
        chunk.putArray("candidates").add(candidate);
        if (!usage.isEmpty()) {
            chunk.set("usageMetadata", usage);
        }
        return chunk.put("modelVersion", "vendor-model").put("responseId", "r1");
    }

    private static ObjectNode usage(Feature feature) {
        int thinking = feature == Feature.REASONING ? Story.THINKING : 0;
        ObjectNode usage = TreeJson.object()
                .put("promptTokenCount", Story.INPUT)
                .put("candidatesTokenCount", Story.OUTPUT - thinking)
                .put("totalTokenCount", Story.INPUT + Story.OUTPUT);
        if (thinking > 0) {
            usage.put("thoughtsTokenCount", thinking);
        }
        return feature == Feature.CACHED ? usage.put("cachedContentTokenCount", Story.CACHED) : usage;
    }

    @Override
    public List<Frame> streams(Feature feature) {
        List<Frame> frames = new ArrayList<>();
        ObjectNode nothing = TreeJson.object();
        if (Story.calls(feature) || feature == Feature.REFUSAL) {
            frames.add(Frame.of(TreeJson.payload(answers(feature))));
            return frames;
        }
        if (feature == Feature.REASONING) {
            frames.add(Frame.of(TreeJson.payload(chunk(List.of(thought()), "", nothing))));
        }
        frames.add(Frame.of(TreeJson.payload(chunk(List.of(text(Story.firstPiece(feature), "")), "", nothing))));
        if (feature == Feature.ERROR) {
            frames.add(Frame.of(TreeJson.payload(answers(feature))));
            return frames;
        }
        String last = text(Story.secondPiece(feature), feature == Feature.REASONING ? SIGNED : "");
        frames.add(Frame.of(TreeJson.payload(chunk(List.of(last), finish(feature), usage(feature)))));
        return frames;
    }
}
