package dev.pointsman.router.dialect.matrix;

import static dev.pointsman.router.dialect.matrix.Story.escaped;
import static dev.pointsman.router.dialect.matrix.Story.json;
import static dev.pointsman.router.dialect.matrix.Story.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import java.util.ArrayList;
import java.util.List;

/** Anthropic's messages. */
final class MessagesVoice implements ClientVoice, VendorVoice {

    private static final String FIRST_CALL =
            "{'type':'tool_use','id':'toolu_1','name':'" + Story.TOOL + "','input':" + Story.ARGUMENTS + "}";
    private static final String OTHER_CALL = "{'type':'tool_use','id':'toolu_2','name':'" + Story.OTHER_TOOL
            + "','input':" + Story.OTHER_ARGUMENTS + "}";

    @Override
    public Dialect dialect() {
        return Dialect.ANTHROPIC_MESSAGES;
    }

    @Override
    public boolean tellsWrites() {
        return true;
    }

    @Override
    public ObjectNode asks(Feature feature, boolean streaming) {
        ObjectNode body = json("{'model':'auto','max_tokens':4000,'system':'" + Story.SYSTEM + "'}");
        ArrayNode messages = body.putArray("messages");
        messages.add(json("{'role':'user','content':'" + Story.QUESTION + "'}"));
        if (streaming) {
            body.put("stream", true);
        }
        if (Story.offersTools(feature)) {
            ArrayNode tools = body.putArray("tools");
            tools.add(tool(Story.TOOL, Story.TOOL_PURPOSE, Story.SCHEMA));
            if (feature == Feature.PARALLEL) {
                tools.add(tool(Story.OTHER_TOOL, Story.OTHER_PURPOSE, Story.OTHER_SCHEMA));
            }
        }
        switch (feature) {
            case TEXT -> body.put("temperature", 0.5);
            case TOOLS -> body.putObject("tool_choice").put("type", "auto");
            case RESULT, FAILED_RESULT -> {
                messages.add(json("{'role':'assistant','content':[" + FIRST_CALL + "]}"));
                messages.add(json("{'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_1','content':'"
                        + Story.RESULT + (feature == Feature.RESULT ? "'}]}" : "','is_error':true}]}")));
            }
            case SETTINGS -> {
                body.put("top_p", 0.9).put("top_k", 40).put("service_tier", "auto");
                body.putArray("stop_sequences").add("###");
                body.putObject("metadata").put("user_id", "pilot-7");
            }
            case LINKED ->
                messages.set(
                        0,
                        json("{'role':'user','content':[{'type':'text','text':'" + Story.QUESTION
                                + "'},{'type':'image','source':{'type':'url','url':'" + Story.LINK + "'}}]}"));
            case REASONING -> body.set("thinking", json("{'type':'enabled','budget_tokens':2048}"));
            case IMAGES ->
                messages.set(
                        0,
                        json("{'role':'user','content':[{'type':'text','text':'" + Story.QUESTION
                                + "'},{'type':'image','source':{'type':'base64','media_type':'image/png','data':'"
                                + Story.PNG + "'}}]}"));
            case SCHEMA ->
                body.set("output_config", json("{'format':{'type':'json_schema','schema':" + Story.FORM + "}}"));
            case CACHED ->
                body.putArray("system")
                        .add(json(
                                "{'type':'text','text':'" + Story.SYSTEM + "','cache_control':{'type':'ephemeral'}}"));
            default -> {}
        }
        return body;
    }

    private static ObjectNode tool(String name, String purpose, String schema) {
        return json("{'name':'" + name + "','description':'" + purpose + "','input_schema':" + schema + "}");
    }

    @Override
    public ObjectNode asksAgain(Feature feature, boolean streaming, JsonNode answer) {
        ObjectNode body = asks(feature, streaming);
        ArrayNode messages = (ArrayNode) body.path("messages");
        messages.addObject().put("role", "assistant").set("content", answer.path("content"));
        messages.add(json("{'role':'user','content':'And tomorrow?'}"));
        return body;
    }

    @Override
    public JsonNode answers(Feature feature) {
        if (feature == Feature.ERROR) {
            return json("{'type':'error','error':{'type':'overloaded_error','message':'busy'}}");
        }
        ObjectNode body = json("{'id':'msg_1','type':'message','role':'assistant','model':'vendor-model'}");
        ArrayNode content = body.putArray("content");
        if (feature == Feature.REASONING) {
            content.add(json(
                    "{'type':'thinking','thinking':'" + Story.THOUGHT + "','signature':'" + Story.SIGNATURE + "'}"));
        }
        if (Story.calls(feature)) {
            content.add(json(FIRST_CALL));
            if (feature == Feature.PARALLEL) {
                content.add(json(OTHER_CALL));
            }
        } else {
            content.addObject().put("type", "text").put("text", Story.said(feature));
        }
        body.put("stop_reason", finish(feature)).putNull("stop_sequence");
        body.set("usage", usage(feature));
        return body;
    }

    private static String finish(Feature feature) {
        if (feature == Feature.REFUSAL) {
            return "refusal";
        }
        return Story.calls(feature) ? "tool_use" : "end_turn";
    }

    private static ObjectNode usage(Feature feature) {
        boolean cached = feature == Feature.CACHED;
        ObjectNode usage = json("{'input_tokens':" + (cached ? Story.FRESH : Story.INPUT)
                + ",'cache_creation_input_tokens':" + (cached ? Story.WRITTEN : 0) + ",'cache_read_input_tokens':"
                + (cached ? Story.CACHED : 0) + ",'output_tokens':" + Story.OUTPUT + "}");
        if (feature == Feature.REASONING) {
            usage.putObject("output_tokens_details").put("thinking_tokens", Story.THINKING);
        }
        return usage;
    }

    @Override
    public List<Frame> streams(Feature feature) {
        List<Frame> frames = new ArrayList<>();
        ObjectNode message =
                json("{'id':'msg_1','type':'message','role':'assistant','model':'vendor-model','content':[],"
                        + "'stop_reason':null,'stop_sequence':null}");
        message.set("usage", usage(feature).put("output_tokens", 1));
        frames.add(typed("{'type':'message_start','message':" + message + "}"));
        frames.add(typed("{'type':'ping'}"));
        int block = 0;
        if (feature == Feature.REASONING) {
            block(
                    frames,
                    block++,
                    "{'type':'thinking','thinking':'','signature':''}",
                    "{'type':'thinking_delta','thinking':'" + Story.THOUGHT + "'}",
                    "{'type':'signature_delta','signature':'" + Story.SIGNATURE + "'}");
        }
        if (Story.calls(feature)) {
            block(frames, block++, call("toolu_1", Story.TOOL), input(Story.ARGUMENTS_1), input(Story.ARGUMENTS_2));
            if (feature == Feature.PARALLEL) {
                block(frames, block++, call("toolu_2", Story.OTHER_TOOL), input(Story.OTHER_ARGUMENTS));
            }
        } else if (feature == Feature.ERROR) {
            frames.add(typed("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}"));
            frames.add(typed("{'type':'content_block_delta','index':0,'delta':" + text(Story.ANSWER_1) + "}"));
            frames.add(typed(answers(feature).toString()));
            return frames;
        } else if (feature == Feature.REFUSAL) {
            block(frames, block++, "{'type':'text','text':''}", text(Story.REFUSAL));
        } else {
            block(
                    frames,
                    block++,
                    "{'type':'text','text':''}",
                    text(Story.firstPiece(feature)),
                    text(Story.secondPiece(feature)));
        }
        frames.add(typed("{'type':'message_delta','delta':{'stop_reason':'" + finish(feature)
                + "','stop_sequence':null},'usage':{'output_tokens':" + Story.OUTPUT + "}}"));
        frames.add(typed("{'type':'message_stop'}"));
        return frames;
    }

    private static void block(List<Frame> frames, int index, String start, String... deltas) {
        frames.add(typed("{'type':'content_block_start','index':" + index + ",'content_block':" + start + "}"));
        for (String delta : deltas) {
            frames.add(typed("{'type':'content_block_delta','index':" + index + ",'delta':" + delta + "}"));
        }
        frames.add(typed("{'type':'content_block_stop','index':" + index + "}"));
    }

    private static String call(String id, String name) {
        return "{'type':'tool_use','id':'" + id + "','name':'" + name + "','input':{}}";
    }

    private static String input(String piece) {
        return "{'type':'input_json_delta','partial_json':'" + escaped(piece) + "'}";
    }

    private static String text(String text) {
        return "{'type':'text_delta','text':'" + escaped(text) + "'}";
    }
}
