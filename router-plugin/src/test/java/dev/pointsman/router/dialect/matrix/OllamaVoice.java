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

/** Ollama's chat. */
final class OllamaVoice implements ClientVoice, VendorVoice {

    private static final String FIRST_CALL =
            "{'id':'call_1','function':{'name':'" + Story.TOOL + "','arguments':" + Story.ARGUMENTS + "}}";
    private static final String OTHER_CALL =
            "{'id':'call_2','function':{'name':'" + Story.OTHER_TOOL + "','arguments':" + Story.OTHER_ARGUMENTS + "}}";

    @Override
    public Dialect dialect() {
        return Dialect.OLLAMA_CHAT;
    }

    @Override
    public String cannotAsk(Feature feature) {
        return switch (feature) {
            case FAILED_RESULT -> "Ollama has no mark for a tool that failed";
            case LINKED -> "Ollama takes pictures as bytes alone";
            default -> "";
        };
    }

    @Override
    public String cannotAnswer(Feature feature, boolean streaming) {
        return feature == Feature.REFUSAL ? "Ollama has no word for a refusal: its models refuse in plain text" : "";
    }

    @Override
    public boolean signs() {
        return false;
    }

    @Override
    public boolean tellsHits() {
        return false;
    }

    @Override
    public boolean tellsThinking() {
        return false;
    }

    @Override
    public ObjectNode asks(Feature feature, boolean streaming) {
        ObjectNode body = json("{'model':'auto','options':{'num_predict':4000}}");
        body.put("stream", streaming);
        ArrayNode messages = body.putArray("messages");
        messages.add(json("{'role':'system','content':'" + Story.SYSTEM + "'}"));
        ObjectNode question = json("{'role':'user','content':'" + Story.QUESTION + "'}");
        messages.add(question);
        if (Story.offersTools(feature)) {
            ArrayNode tools = body.putArray("tools");
            tools.add(tool(Story.TOOL, Story.TOOL_PURPOSE, Story.SCHEMA));
            if (feature == Feature.PARALLEL) {
                tools.add(tool(Story.OTHER_TOOL, Story.OTHER_PURPOSE, Story.OTHER_SCHEMA));
            }
        }
        switch (feature) {
            case TEXT -> body.withObject("options").put("temperature", 0.5);
            case RESULT -> {
                messages.add(json("{'role':'assistant','content':'','tool_calls':[" + FIRST_CALL + "]}"));
                messages.add(json("{'role':'tool','tool_name':'" + Story.TOOL + "','content':'" + Story.RESULT + "'}"));
            }
            case SETTINGS -> settings(body.withObject("options"));
            case REASONING -> body.put("think", true);
            case IMAGES -> question.putArray("images").add(Story.PNG);
            case SCHEMA -> body.set("format", json(Story.FORM));
            default -> {}
        }
        return body;
    }

    static void settings(ObjectNode options) {
        options.put("top_p", 0.9)
                .put("top_k", 40)
                .put("seed", 7)
                .put("repeat_penalty", 1.1)
                .putArray("stop")
                .add("###");
    }

    private static ObjectNode tool(String name, String purpose, String schema) {
        return json("{'type':'function','function':{'name':'" + name + "','description':'" + purpose + "','parameters':"
                + schema + "}}");
    }

    @Override
    public ObjectNode asksAgain(Feature feature, boolean streaming, JsonNode answer) {
        ObjectNode body = asks(feature, streaming);
        ArrayNode messages = (ArrayNode) body.path("messages");
        messages.add(answer.path("message"));
        messages.add(json("{'role':'user','content':'And tomorrow?'}"));
        return body;
    }

    @Override
    public JsonNode answers(Feature feature) {
        if (feature == Feature.ERROR) {
            return json("{'error':'busy'}");
        }
        ObjectNode message = json("{'role':'assistant','content':''}").put("content", Story.said(feature));
        switch (feature) {
            case REASONING -> message.put("thinking", Story.THOUGHT);
            case TOOLS -> message.putArray("tool_calls").add(json(FIRST_CALL));
            case PARALLEL ->
                message.putArray("tool_calls").add(json(FIRST_CALL)).add(json(OTHER_CALL));
            default -> {}
        }
        ObjectNode answer = line(message);
        return last(answer);
    }

    private static ObjectNode line(ObjectNode message) {
        ObjectNode line = json("{'model':'vendor-model','created_at':'2027-01-15T08:00:00Z'}");
        line.set("message", message);
        return line.put("done", false);
    }

    private static ObjectNode last(ObjectNode line) {
        return line.put("done", true)
                .put("done_reason", "stop")
                .put("prompt_eval_count", Story.INPUT)
                .put("eval_count", Story.OUTPUT);
    }

    @Override
    public List<Frame> streams(Feature feature) {
        List<ObjectNode> lines = new ArrayList<>();
        switch (feature) {
            case TOOLS, PARALLEL -> {
                lines.add(message("'content':'','tool_calls':[" + FIRST_CALL + "]"));
                if (feature == Feature.PARALLEL) {
                    lines.add(message("'content':'','tool_calls':[" + OTHER_CALL + "]"));
                }
            }
            case ERROR -> {
                lines.add(message("'content':'" + Story.ANSWER_1 + "'"));
                lines.add((ObjectNode) answers(feature));
            }
            default -> {
                if (feature == Feature.REASONING) {
                    lines.add(message("'content':'','thinking':'" + Story.THOUGHT + "'"));
                }
                lines.add(message("'content':'" + escaped(Story.firstPiece(feature)) + "'"));
                lines.add(message("'content':'" + escaped(Story.secondPiece(feature)) + "'"));
            }
        }
        if (feature != Feature.ERROR) {
            lines.add(last(message("'content':''")));
        }
        return lines.stream().map(line -> Frame.of(TreeJson.payload(line))).toList();
    }

    private static ObjectNode message(String members) {
        return line(json("{'role':'assistant'," + members + "}"));
    }
}
