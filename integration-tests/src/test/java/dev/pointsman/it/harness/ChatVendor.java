package dev.pointsman.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Answers chat completions as OpenAI's reference has them, streamed or whole as the request asks. */
public final class ChatVendor {

    public static final String DONE = "data: [DONE]\n\n";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChatVendor() {}

    /** A call of a tool. */
    public record Call(String id, String name, String arguments) {}

    /** Answers with this text, cut into these pieces where it is streamed. */
    public static Script says(String... pieces) {
        return (request, line) -> answer(request, line, List.of(pieces), List.of());
    }

    /** Answers with calls of tools. */
    public static Script calls(Call... calls) {
        return (request, line) -> answer(request, line, List.of(), List.of(calls));
    }

    /** The same for requests that were made by a translation: refuses what OpenAI would refuse. */
    public static Script judged(Script script) {
        return (asked, line) -> {
            List<String> violations = ChatRules.judge(asked);
            if (violations.isEmpty()) {
                script.play(asked, line);
            } else {
                line.whole(400, Script.JSON, error(String.join("; ", violations), "invalid_request_error"));
            }
        };
    }

    /** The frames up to and with these pieces, and nothing that would end the answer. */
    public static String begun(JsonNode request, String... pieces) {
        StringBuilder text = new StringBuilder(role(request));
        for (String piece : pieces) {
            text.append(event(chunk(request, delta("content", piece), null)));
        }
        return text.toString();
    }

    /** The frame that ends a text, and the usage where it was asked for. */
    public static String ending(JsonNode request) {
        return ending(request, "stop");
    }

    private static String ending(JsonNode request, String finish) {
        StringBuilder text = new StringBuilder(event(chunk(request, JSON.createObjectNode(), finish)));
        if (request.path("stream_options").path("include_usage").asBoolean(false)) {
            ObjectNode last = chunk(request, JSON.createObjectNode(), null);
            last.putArray("choices");
            last.set("usage", usage());
            text.append(event(last));
        }
        return text.toString();
    }

    /** The frame that has no content yet. */
    public static String role(JsonNode request) {
        return event(chunk(request, delta("role", "assistant").put("content", ""), null));
    }

    /** An error as vendors write it. */
    public static String error(String message, String type) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .putNull("code");
        return body.toString();
    }

    /** The whole answer to a request that is not streamed. */
    public static String completion(JsonNode request, String text) {
        return whole(request, text, List.of());
    }

    private static void answer(Asked asked, Line line, List<String> pieces, List<Call> calls) throws IOException {
        JsonNode request = asked.json();
        if (asked.streaming()) {
            line.head(200, Script.EVENTS)
                    .chunk(streamed(request, pieces, calls))
                    .end();
            return;
        }
        line.whole(200, Script.JSON, whole(request, String.join("", pieces), calls), "x-request-id: req_vendor_1");
    }

    private static String whole(JsonNode request, String text, List<Call> calls) {
        ObjectNode answer = JSON.createObjectNode()
                .put("id", "chatcmpl-it-1")
                .put("object", "chat.completion")
                .put("created", 1_790_000_000)
                .put("model", request.path("model").asText());
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (calls.isEmpty()) {
            message.put("content", text);
        } else {
            message.putNull("content");
            ArrayNode list = message.putArray("tool_calls");
            calls.forEach(call -> list.add(call(call, call.arguments())));
        }
        choice.put("finish_reason", calls.isEmpty() ? "stop" : "tool_calls");
        answer.set("usage", usage());
        return answer.toString();
    }

    private static String streamed(JsonNode request, List<String> pieces, List<Call> calls) {
        StringBuilder text = new StringBuilder(begun(request, pieces.toArray(String[]::new)));
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            int middle = call.arguments().length() / 2;
            text.append(event(chunk(
                    request, callDelta(call(call, call.arguments().substring(0, middle)), i), null)));
            ObjectNode rest = JSON.createObjectNode();
            rest.putObject("function").put("arguments", call.arguments().substring(middle));
            text.append(event(chunk(request, callDelta(rest, i), null)));
        }
        text.append(ending(request, calls.isEmpty() ? "stop" : "tool_calls"));
        return text.append(DONE).toString();
    }

    private static ObjectNode chunk(JsonNode request, ObjectNode delta, String finish) {
        ObjectNode chunk = JSON.createObjectNode()
                .put("id", "chatcmpl-it-1")
                .put("object", "chat.completion.chunk")
                .put("created", 1_790_000_000)
                .put("model", request.path("model").asText());
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        return chunk;
    }

    private static ObjectNode delta(String name, String value) {
        return JSON.createObjectNode().put(name, value);
    }

    private static ObjectNode callDelta(ObjectNode call, int index) {
        ObjectNode delta = JSON.createObjectNode();
        delta.putArray("tool_calls").add(call.put("index", index));
        return delta;
    }

    private static ObjectNode call(Call call, String arguments) {
        ObjectNode node = JSON.createObjectNode().put("id", call.id()).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", arguments);
        return node;
    }

    private static ObjectNode usage() {
        ObjectNode usage = JSON.createObjectNode()
                .put("prompt_tokens", 1000)
                .put("completion_tokens", 50)
                .put("total_tokens", 1050);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 200);
        return usage;
    }

    private static String event(ObjectNode data) {
        return "data: " + data + "\n\n";
    }
}
