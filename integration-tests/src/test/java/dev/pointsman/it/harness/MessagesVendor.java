package dev.pointsman.it.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Answers messages as Anthropic's reference has them, and refuses requests that Anthropic would refuse. */
public final class MessagesVendor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MessagesVendor() {}

    /** A block of an answer, with the pieces in which it is streamed. */
    public sealed interface Part {

        record Text(String... pieces) implements Part {}

        record Thought(String signature, String... pieces) implements Part {}

        record Call(String id, String name, String input) implements Part {}
    }

    public static Script says(String... pieces) {
        return answers("end_turn", new Part.Text(pieces));
    }

    public static Script answers(String stopReason, Part... parts) {
        return (asked, line) -> {
            List<String> violations = MessagesRules.judge(asked);
            if (violations.isEmpty()) {
                answer(asked, line, stopReason, List.of(parts));
            } else {
                line.whole(400, Script.JSON, error("invalid_request_error", String.join("; ", violations)));
            }
        };
    }

    public static String error(String type, String message) {
        ObjectNode body = JSON.createObjectNode().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return body.put("request_id", "req_vendor_1").toString();
    }

    /** The events up to and with these pieces of text, and nothing that would end the answer. */
    public static String begun(JsonNode request, String... pieces) {
        StringBuilder text = new StringBuilder(start(request));
        open(text, 0, new Part.Text(pieces));
        return text.toString();
    }

    public static String event(String type, ObjectNode data) {
        return "event: " + type + "\ndata: " + data.put("type", type) + "\n\n";
    }

    private static void answer(Asked asked, Line line, String stopReason, List<Part> parts) throws IOException {
        if (!asked.streaming()) {
            ObjectNode message = message(asked.json());
            ArrayNode content = message.putArray("content");
            parts.forEach(part -> content.add(block(part)));
            message.put("stop_reason", stopReason);
            message.set("usage", usage(50));
            line.whole(200, Script.JSON, message.toString(), "request-id: req_vendor_1");
            return;
        }
        StringBuilder text = new StringBuilder(start(asked.json()));
        for (int i = 0; i < parts.size(); i++) {
            open(text, i, parts.get(i));
            text.append(event("content_block_stop", JSON.createObjectNode().put("index", i)));
        }
        ObjectNode end = JSON.createObjectNode();
        end.putObject("delta").put("stop_reason", stopReason).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", 50);
        text.append(event("message_delta", end)).append(event("message_stop", JSON.createObjectNode()));
        line.head(200, Script.EVENTS).chunk(text.toString()).end();
    }

    private static String start(JsonNode request) {
        ObjectNode message = message(request);
        message.putArray("content");
        message.set("usage", usage(1));
        ObjectNode start = JSON.createObjectNode();
        start.set("message", message);
        return event("message_start", start) + event("ping", JSON.createObjectNode());
    }

    private static void open(StringBuilder text, int index, Part part) {
        ObjectNode start = JSON.createObjectNode().put("index", index);
        switch (part) {
            case Part.Text words -> {
                start.putObject("content_block").put("type", "text").put("text", "");
                text.append(event("content_block_start", start));
                for (String piece : words.pieces()) {
                    text.append(delta(index, "text_delta", "text", piece));
                }
            }
            case Part.Thought thought -> {
                start.putObject("content_block")
                        .put("type", "thinking")
                        .put("thinking", "")
                        .put("signature", "");
                text.append(event("content_block_start", start));
                for (String piece : thought.pieces()) {
                    text.append(delta(index, "thinking_delta", "thinking", piece));
                }
                text.append(delta(index, "signature_delta", "signature", thought.signature()));
            }
            case Part.Call call -> {
                start.putObject("content_block")
                        .put("type", "tool_use")
                        .put("id", call.id())
                        .put("name", call.name())
                        .putObject("input");
                text.append(event("content_block_start", start));
                int middle = call.input().length() / 2;
                text.append(delta(
                        index, "input_json_delta", "partial_json", call.input().substring(0, middle)));
                text.append(delta(
                        index, "input_json_delta", "partial_json", call.input().substring(middle)));
            }
        }
    }

    private static String delta(int index, String type, String member, String value) {
        ObjectNode event = JSON.createObjectNode().put("index", index);
        event.putObject("delta").put("type", type).put(member, value);
        return event("content_block_delta", event);
    }

    private static ObjectNode block(Part part) {
        ObjectNode block = JSON.createObjectNode();
        return switch (part) {
            case Part.Text words -> block.put("type", "text").put("text", String.join("", words.pieces()));
            case Part.Thought thought ->
                block.put("type", "thinking")
                        .put("thinking", String.join("", thought.pieces()))
                        .put("signature", thought.signature());
            case Part.Call call -> {
                block.put("type", "tool_use").put("id", call.id()).put("name", call.name());
                block.set("input", tree(call.input()));
                yield block;
            }
        };
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a test's tool input is no JSON", e);
        }
    }

    private static ObjectNode message(JsonNode request) {
        return JSON.createObjectNode()
                .put("id", "msg_it_1")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", request.path("model").asText())
                .putNull("stop_reason")
                .putNull("stop_sequence");
    }

    private static ObjectNode usage(int output) {
        return JSON.createObjectNode()
                .put("input_tokens", 700)
                .put("cache_creation_input_tokens", 100)
                .put("cache_read_input_tokens", 200)
                .put("output_tokens", output);
    }
}
