package dev.pointsman.router.dialect.matrix;

import static dev.pointsman.router.dialect.matrix.Story.escaped;
import static dev.pointsman.router.dialect.matrix.Story.frame;
import static dev.pointsman.router.dialect.matrix.Story.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's chat completions, with the members for reasoning that OpenRouter and DeepSeek gave it. */
final class ChatVoice implements ClientVoice, VendorVoice {

    private static final String FIRST_CALL = "{'id':'call_1','type':'function','function':{'name':'" + Story.TOOL
            + "','arguments':'" + escaped(Story.ARGUMENTS) + "'}}";
    private static final String OTHER_CALL = "{'id':'call_2','type':'function','function':{'name':'" + Story.OTHER_TOOL
            + "','arguments':'" + escaped(Story.OTHER_ARGUMENTS) + "'}}";
    private static final String SIGNED =
            "{'type':'reasoning.text','format':'anthropic-claude-v1','index':0,'text':'%s','signature':'"
                    + Story.SIGNATURE + "'}";

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI_CHAT;
    }

    @Override
    public String cannotAsk(Feature feature) {
        return feature == Feature.FAILED_RESULT ? "OpenAI has no mark for a tool that failed" : "";
    }

    @Override
    public boolean tellsWrites() {
        return true;
    }

    @Override
    public ObjectNode asks(Feature feature, boolean streaming) {
        ObjectNode body = json("{'model':'auto','max_completion_tokens':4000}");
        ArrayNode messages = body.putArray("messages");
        messages.add(json("{'role':'system','content':'" + Story.SYSTEM + "'}"));
        messages.add(json("{'role':'user','content':'" + Story.QUESTION + "'}"));
        if (streaming) {
            body.put("stream", true).putObject("stream_options").put("include_usage", true);
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
                messages.add(json("{'role':'assistant','content':null,'tool_calls':[" + FIRST_CALL + "]}"));
                messages.add(json("{'role':'tool','tool_call_id':'call_1','content':'" + Story.RESULT + "'}"));
            }
            case SETTINGS ->
                body.put("top_p", 0.9)
                        .put("seed", 7)
                        .put("presence_penalty", 0.5)
                        .put("frequency_penalty", 0.25)
                        .put("user", "pilot-7")
                        .putArray("stop")
                        .add("###");
            case LINKED ->
                messages.set(
                        1,
                        json("{'role':'user','content':[{'type':'text','text':'" + Story.QUESTION
                                + "'},{'type':'image_url','image_url':{'url':'" + Story.LINK + "'}}]}"));
            case REASONING -> body.put("reasoning_effort", "medium");
            case IMAGES ->
                messages.set(
                        1,
                        json("{'role':'user','content':[{'type':'text','text':'" + Story.QUESTION
                                + "'},{'type':'image_url','image_url':{'url':'data:image/png;base64," + Story.PNG
                                + "'}}]}"));
            case SCHEMA ->
                body.set(
                        "response_format",
                        json("{'type':'json_schema','json_schema':{'name':'tide','strict':true,'schema':" + Story.FORM
                                + "}}"));
            default -> {}
        }
        return body;
    }

    private static ObjectNode tool(String name, String purpose, String schema) {
        return json("{'type':'function','function':{'name':'" + name + "','description':'" + purpose + "','parameters':"
                + schema + "}}");
    }

    @Override
    public ObjectNode asksAgain(Feature feature, boolean streaming, JsonNode answer) {
        ObjectNode body = asks(feature, streaming);
        ArrayNode messages = (ArrayNode) body.path("messages");
        messages.add(answer.at("/choices/0/message"));
        messages.add(json("{'role':'user','content':'And tomorrow?'}"));
        return body;
    }

    @Override
    public JsonNode answers(Feature feature) {
        if (feature == Feature.ERROR) {
            return json("{'error':{'message':'busy','type':'server_error','code':'server_error'}}");
        }
        ObjectNode body =
                json("{'id':'chatcmpl-1','object':'chat.completion','created':1800000000,'model':'vendor-model'}");
        ObjectNode message = json("{'role':'assistant','content':null}");
        if (!Story.said(feature).isEmpty() && feature != Feature.REFUSAL) {
            message.put("content", Story.said(feature));
        }
        switch (feature) {
            case TOOLS -> message.putArray("tool_calls").add(json(FIRST_CALL));
            case PARALLEL ->
                message.putArray("tool_calls").add(json(FIRST_CALL)).add(json(OTHER_CALL));
            case REFUSAL -> message.put("refusal", Story.REFUSAL);
            case REASONING ->
                message.put("reasoning_content", Story.THOUGHT)
                        .putArray("reasoning_details")
                        .add(json(SIGNED.formatted(Story.THOUGHT)));
            default -> {}
        }
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.set("message", message);
        choice.put("finish_reason", finish(feature));
        body.set("usage", usage(feature));
        return body;
    }

    private static String finish(Feature feature) {
        return Story.calls(feature) ? "tool_calls" : "stop";
    }

    private static ObjectNode usage(Feature feature) {
        ObjectNode usage = json("{'prompt_tokens':" + Story.INPUT + ",'completion_tokens':" + Story.OUTPUT
                + ",'total_tokens':" + (Story.INPUT + Story.OUTPUT) + "}");
        if (feature == Feature.CACHED) {
            usage.putObject("prompt_tokens_details")
                    .put("cached_tokens", Story.CACHED)
                    .put("cache_write_tokens", Story.WRITTEN);
        }
        if (feature == Feature.REASONING) {
            usage.putObject("completion_tokens_details").put("reasoning_tokens", Story.THINKING);
        }
        return usage;
    }

    @Override
    public List<Frame> streams(Feature feature) {
        List<Frame> frames = new ArrayList<>();
        frames.add(delta("{'role':'assistant','content':''}"));
        switch (feature) {
            case TOOLS -> pieces(frames);
            case PARALLEL -> {
                pieces(frames);
                frames.add(delta("{'tool_calls':[{'index':1," + OTHER_CALL.substring(1) + "]}"));
            }
            case REFUSAL -> frames.add(delta("{'refusal':'" + Story.REFUSAL + "'}"));
            case ERROR -> {
                frames.add(delta("{'content':'" + Story.ANSWER_1 + "'}"));
                frames.add(Frame.ofUtf8(answers(feature).toString()));
                return frames;
            }
            default -> {
                if (feature == Feature.REASONING) {
                    frames.add(delta("{'reasoning_content':'" + Story.THOUGHT + "'}"));
                    frames.add(delta("{'reasoning_details':[" + SIGNED.formatted("") + "]}"));
                }
                frames.add(delta("{'content':'" + escaped(Story.firstPiece(feature)) + "'}"));
                frames.add(delta("{'content':'" + escaped(Story.secondPiece(feature)) + "'}"));
            }
        }
        frames.add(chunk("[{'index':0,'delta':{},'finish_reason':'" + finish(feature) + "'}]", "null"));
        frames.add(chunk("[]", usage(feature).toString()));
        frames.add(Frame.ofUtf8("[DONE]"));
        return frames;
    }

    private static void pieces(List<Frame> frames) {
        frames.add(delta("{'tool_calls':[{'index':0,'id':'call_1','type':'function','function':{'name':'" + Story.TOOL
                + "','arguments':''}}]}"));
        for (String piece : List.of(Story.ARGUMENTS_1, Story.ARGUMENTS_2)) {
            frames.add(delta("{'tool_calls':[{'index':0,'function':{'arguments':'" + escaped(piece) + "'}}]}"));
        }
    }

    private static Frame delta(String delta) {
        return chunk("[{'index':0,'delta':" + delta + ",'finish_reason':null}]", "null");
    }

    private static Frame chunk(String choices, String usage) {
        return frame(
                "{'id':'chatcmpl-1','object':'chat.completion.chunk','created':1800000000,'model':'vendor-model','choices':"
                        + choices + ",'usage':" + usage + "}");
    }
}
