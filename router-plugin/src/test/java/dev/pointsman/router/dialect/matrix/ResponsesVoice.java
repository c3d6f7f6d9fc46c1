package dev.pointsman.router.dialect.matrix;

import static dev.pointsman.router.dialect.matrix.Story.escaped;
import static dev.pointsman.router.dialect.matrix.Story.json;
import static dev.pointsman.router.dialect.matrix.Story.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's responses, without state at the vendor. */
final class ResponsesVoice implements ClientVoice, VendorVoice {

    private static final String FIRST_CALL = call("fc_1", "call_1", Story.TOOL, Story.ARGUMENTS);
    private static final String OTHER_CALL = call("fc_2", "call_2", Story.OTHER_TOOL, Story.OTHER_ARGUMENTS);
    private static final String REASONING = "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'"
            + Story.THOUGHT + "'}],'encrypted_content':'" + Story.SIGNATURE + "'}";

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI_RESPONSES;
    }

    @Override
    public String cannotAsk(Feature feature) {
        return feature == Feature.FAILED_RESULT ? "OpenAI has no mark for a tool that failed" : "";
    }

    @Override
    public boolean tellsWrites() {
        return true;
    }

    private static String call(String id, String callId, String name, String arguments) {
        return "{'type':'function_call','id':'" + id + "','call_id':'" + callId + "','name':'" + name
                + "','arguments':'" + escaped(arguments) + "','status':'completed'}";
    }

    @Override
    public ObjectNode asks(Feature feature, boolean streaming) {
        ObjectNode body =
                json("{'model':'auto','instructions':'" + Story.SYSTEM + "','max_output_tokens':4000,'store':false}");
        ArrayNode input = body.putArray("input");
        input.add(json("{'role':'user','content':[{'type':'input_text','text':'" + Story.QUESTION + "'}]}"));
        if (streaming) {
            body.put("stream", true);
        }
        if (Story.offersTools(feature)) {
            ArrayNode tools = body.putArray("tools");
            tools.add(tool(Story.TOOL, Story.TOOL_PURPOSE, Story.SCHEMA));
            if (feature == Feature.PARALLEL) {
                tools.add(tool(Story.OTHER_TOOL, Story.OTHER_PURPOSE, Story.OTHER_SCHEMA));
                body.put("parallel_tool_calls", true);
            }
        }
        switch (feature) {
            case TEXT -> body.put("temperature", 0.5);
            case TOOLS -> body.put("tool_choice", "auto");
            case RESULT -> {
                input.add(json(FIRST_CALL));
                input.add(json("{'type':'function_call_output','call_id':'call_1','output':'" + Story.RESULT + "'}"));
            }
            case SETTINGS ->
                body.put("top_p", 0.9)
                        .put("user", "pilot-7")
                        .put("truncation", "disabled")
                        .put("service_tier", "default")
                        .putObject("metadata")
                        .put("pier", "north");
            case LINKED ->
                ((ArrayNode) input.at("/0/content"))
                        .add(json("{'type':'input_image','detail':'auto','image_url':'" + Story.LINK + "'}"));
            case REASONING -> {
                body.set("reasoning", json("{'effort':'medium','summary':'auto'}"));
                body.putArray("include").add("reasoning.encrypted_content");
            }
            case IMAGES ->
                ((ArrayNode) input.at("/0/content"))
                        .add(json("{'type':'input_image','detail':'auto','image_url':'data:image/png;base64,"
                                + Story.PNG + "'}"));
            case SCHEMA ->
                body.set(
                        "text",
                        json("{'format':{'type':'json_schema','name':'tide','strict':true,'schema':" + Story.FORM
                                + "}}"));
            default -> {}
        }
        return body;
    }

    private static ObjectNode tool(String name, String purpose, String schema) {
        return json("{'type':'function','name':'" + name + "','description':'" + purpose + "','parameters':" + schema
                + ",'strict':false}");
    }

    @Override
    public ObjectNode asksAgain(Feature feature, boolean streaming, JsonNode answer) {
        ObjectNode body = asks(feature, streaming);
        ArrayNode input = (ArrayNode) body.path("input");
        answer.path("output").forEach(input::add);
        input.add(json("{'role':'user','content':[{'type':'input_text','text':'And tomorrow?'}]}"));
        return body;
    }

    @Override
    public JsonNode answers(Feature feature) {
        ObjectNode body = envelope("completed");
        if (feature == Feature.ERROR) {
            body.put("status", "failed").set("error", json("{'code':'server_error','message':'busy'}"));
            return body;
        }
        ArrayNode output = (ArrayNode) body.path("output");
        if (feature == Feature.REASONING) {
            output.add(json(REASONING));
        }
        if (Story.calls(feature)) {
            output.add(json(FIRST_CALL));
            if (feature == Feature.PARALLEL) {
                output.add(json(OTHER_CALL));
            }
        } else {
            output.add(message(part(feature)));
        }
        body.set("usage", usage(feature));
        return body;
    }

    private static ObjectNode envelope(String status) {
        ObjectNode body = json("{'id':'resp_1','object':'response','created_at':1800000000,'model':'vendor-model',"
                + "'error':null,'incomplete_details':null,'parallel_tool_calls':true,'tool_choice':'auto','tools':[],"
                + "'output':[]}");
        return body.put("status", status);
    }

    private static ObjectNode message(ObjectNode part) {
        ObjectNode message = json("{'type':'message','id':'msg_1','role':'assistant','status':'completed'}");
        message.putArray("content").add(part);
        return message;
    }

    private static ObjectNode part(Feature feature) {
        ObjectNode part = TreeJson.object();
        if (feature == Feature.REFUSAL) {
            return part.put("type", "refusal").put("refusal", Story.REFUSAL);
        }
        part.put("type", "output_text").put("text", Story.said(feature)).putArray("annotations");
        return part;
    }

    private static ObjectNode usage(Feature feature) {
        boolean cached = feature == Feature.CACHED;
        ObjectNode usage = json("{'input_tokens':" + Story.INPUT + ",'output_tokens':" + Story.OUTPUT
                + ",'total_tokens':" + (Story.INPUT + Story.OUTPUT) + "}");
        ObjectNode input = usage.putObject("input_tokens_details").put("cached_tokens", cached ? Story.CACHED : 0);
        if (cached) {
            input.put("cache_write_tokens", Story.WRITTEN);
        }
        usage.putObject("output_tokens_details")
                .put("reasoning_tokens", feature == Feature.REASONING ? Story.THINKING : 0);
        return usage;
    }

    @Override
    public List<Frame> streams(Feature feature) {
        List<Frame> frames = new ArrayList<>();
        frames.add(typed("{'type':'response.created','response':" + envelope("in_progress") + "}"));
        int item = 0;
        if (feature == Feature.REASONING) {
            added(frames, item, "{'type':'reasoning','id':'rs_1','summary':[]}");
            frames.add(typed("{'type':'response.reasoning_summary_text.delta','item_id':'rs_1','output_index':" + item
                    + ",'summary_index':0,'delta':'" + Story.THOUGHT + "'}"));
            done(frames, item++, REASONING);
        }
        switch (feature) {
            case TOOLS, PARALLEL -> {
                added(frames, item, call("fc_1", "call_1", Story.TOOL, ""));
                argument(frames, item, Story.ARGUMENTS_1);
                argument(frames, item, Story.ARGUMENTS_2);
                done(frames, item++, FIRST_CALL);
                if (feature == Feature.PARALLEL) {
                    added(frames, item, call("fc_2", "call_2", Story.OTHER_TOOL, ""));
                    argument(frames, item, Story.OTHER_ARGUMENTS);
                    done(frames, item, OTHER_CALL);
                }
            }
            case ERROR -> {
                added(frames, item, "{'type':'message','id':'msg_1','role':'assistant','content':[]}");
                text(frames, item, "output_text", Story.ANSWER_1);
                frames.add(typed("{'type':'error','code':'server_error','message':'busy'}"));
                return frames;
            }
            default -> {
                added(frames, item, "{'type':'message','id':'msg_1','role':'assistant','content':[]}");
                if (feature == Feature.REFUSAL) {
                    text(frames, item, "refusal", Story.REFUSAL);
                } else {
                    text(frames, item, "output_text", Story.firstPiece(feature));
                    text(frames, item, "output_text", Story.secondPiece(feature));
                }
                done(frames, item, message(part(feature)).toString());
            }
        }
        frames.add(typed("{'type':'response.completed','response':" + answers(feature) + "}"));
        return frames;
    }

    private static void added(List<Frame> frames, int index, String item) {
        frames.add(typed("{'type':'response.output_item.added','output_index':" + index + ",'item':" + item + "}"));
    }

    private static void done(List<Frame> frames, int index, String item) {
        frames.add(typed("{'type':'response.output_item.done','output_index':" + index + ",'item':" + item + "}"));
    }

    private static void text(List<Frame> frames, int index, String kind, String text) {
        frames.add(typed("{'type':'response." + kind + ".delta','item_id':'msg_1','content_index':0,'output_index':"
                + index + ",'delta':'" + escaped(text) + "'}"));
    }

    private static void argument(List<Frame> frames, int index, String piece) {
        frames.add(typed("{'type':'response.function_call_arguments.delta','output_index':" + index + ",'delta':'"
                + escaped(piece) + "'}"));
    }
}
